"""Reads of the notices."""
