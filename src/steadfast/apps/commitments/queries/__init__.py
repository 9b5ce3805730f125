"""Reads of the register."""

from steadfast.apps.commitments.queries.clocks import agreed_on, clock_of, waits_by_subject, waits_of
from steadfast.apps.commitments.queries.register import (
    count_mine,
    open_ours_of,
    open_theirs_of,
    visible_to,
)
from steadfast.apps.commitments.queries.shown import Shown, shown

__all__ = [
    "Shown",
    "agreed_on",
    "clock_of",
    "count_mine",
    "open_ours_of",
    "open_theirs_of",
    "shown",
    "visible_to",
    "waits_by_subject",
    "waits_of",
]
