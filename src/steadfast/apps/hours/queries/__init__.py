"""Reads of time. `entries.visible_to` is the only door to what others booked."""
