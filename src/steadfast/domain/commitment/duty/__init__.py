"""Duty: who answers at an instant, when somebody is away, has left or has their turn."""
