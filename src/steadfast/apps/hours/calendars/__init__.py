"""Calendars that people subscribe to, as iCalendar (RFC 5545)."""
