"""Reads of the watch."""
