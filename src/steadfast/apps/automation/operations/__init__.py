"""Writes of automation."""
