"""Calendars as iCalendar (RFC 5545, weekly hours by RFC 7953), so that a client can carry theirs away and bring it."""

from steadfast.apps.agreements.ical.reading import LARGEST, IcalError, Read, read
from steadfast.apps.agreements.ical.writing import write

__all__ = ["LARGEST", "IcalError", "Read", "read", "write"]
