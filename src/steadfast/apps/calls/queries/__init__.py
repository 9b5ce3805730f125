"""Reads of calls: who calls, what is open with them, who is to be called back."""

from steadfast.apps.calls.queries.calls import (
    by_token,
    extension_of,
    missed_of_nobody,
    of_ticket,
    old_posted,
    open_tickets,
    owed_back,
    promises,
    ringing_for,
    systems_visible_to,
    troubles,
    unknown,
    visible_to,
)
from steadfast.apps.calls.queries.people import find, of_number, typed

__all__ = [
    "by_token",
    "extension_of",
    "find",
    "missed_of_nobody",
    "of_number",
    "of_ticket",
    "old_posted",
    "open_tickets",
    "owed_back",
    "promises",
    "ringing_for",
    "systems_visible_to",
    "troubles",
    "typed",
    "unknown",
    "visible_to",
]
