"""Writes of time, one verb a file. Each runs in one transaction and appends its event."""

from steadfast.apps.hours.operations.booking import Work, book, book_form
from steadfast.apps.hours.operations.clock import Forgotten, book_forgotten, drop, start, stop
from steadfast.apps.hours.operations.correcting import correct, settle, take_away
from steadfast.apps.hours.operations.feeds import make_feed, note_reading, revoke_feed
from steadfast.apps.hours.operations.handing_in import hand_in, take_back
from steadfast.apps.hours.operations.terms import set_terms
from steadfast.apps.hours.operations.waking import answer, note_try
from steadfast.apps.hours.operations.ways import keep_rules, keep_ways

__all__ = [
    "Forgotten",
    "Work",
    "answer",
    "book",
    "book_forgotten",
    "book_form",
    "correct",
    "drop",
    "hand_in",
    "keep_rules",
    "keep_ways",
    "make_feed",
    "note_reading",
    "note_try",
    "revoke_feed",
    "set_terms",
    "settle",
    "start",
    "stop",
    "take_away",
    "take_back",
]
