"""Reads of the desk. `visible_to` is the only door for people."""

from steadfast.apps.desk.queries.answering import answerable, calendar_of, choices, contacts_of
from steadfast.apps.desk.queries.duty import astray, open_owned_by
from steadfast.apps.desk.queries.merged import JOINS, first_due, goes_on_in, joined_to, next_due
from steadfast.apps.desk.queries.reopening import followers_of, refuses_reopening, unobjected, window_ends
from steadfast.apps.desk.queries.tickets import expired, find, visible_to

__all__ = [
    "JOINS",
    "answerable",
    "astray",
    "calendar_of",
    "choices",
    "contacts_of",
    "expired",
    "find",
    "first_due",
    "followers_of",
    "goes_on_in",
    "joined_to",
    "next_due",
    "open_owned_by",
    "refuses_reopening",
    "unobjected",
    "visible_to",
    "window_ends",
]
