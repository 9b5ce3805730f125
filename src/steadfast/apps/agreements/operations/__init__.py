"""Writes of agreements: calendars and agreements, always as new versions, and those that a practice starts with."""

from steadfast.apps.agreements.operations.agreement import add_agreement_version, make_agreement, set_offered
from steadfast.apps.agreements.operations.amending import (
    begin_again,
    draft_agreement,
    draft_calendar,
    drop,
    hold,
    make_version,
)
from steadfast.apps.agreements.operations.calendar import add_calendar_version, make_calendar
from steadfast.apps.agreements.operations.founding import found
from steadfast.apps.agreements.operations.starting import FirstClient, make_from, settle_hours, take_on

__all__ = [
    "FirstClient",
    "add_agreement_version",
    "add_calendar_version",
    "begin_again",
    "draft_agreement",
    "draft_calendar",
    "drop",
    "found",
    "hold",
    "make_agreement",
    "make_calendar",
    "make_from",
    "make_version",
    "set_offered",
    "settle_hours",
    "take_on",
]
