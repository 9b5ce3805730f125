"""Reads of agreements. `visible_to` and `calendars_visible_to` are the only doors for people."""

from steadfast.apps.agreements.queries.agreements import everybodys, in_force, in_force_of, versions_of, visible_to
from steadfast.apps.agreements.queries.amendments import amendments_visible_to, base_of, draft_of, maker_of, newest_of
from steadfast.apps.agreements.queries.calendars import (
    calendars_visible_to,
    current_version,
    everybodys_calendar,
    hours_of,
    usual_hours,
    usual_version,
)
from steadfast.apps.agreements.queries.choosing import Choice, Conflict, applies_to, choose, conflicts
from steadfast.apps.agreements.queries.edits import with_edits
from steadfast.apps.agreements.queries.ends import End, ends

__all__ = [
    "Choice",
    "Conflict",
    "End",
    "amendments_visible_to",
    "applies_to",
    "base_of",
    "calendars_visible_to",
    "choose",
    "conflicts",
    "current_version",
    "draft_of",
    "ends",
    "everybodys",
    "everybodys_calendar",
    "hours_of",
    "in_force",
    "in_force_of",
    "maker_of",
    "newest_of",
    "usual_hours",
    "usual_version",
    "versions_of",
    "visible_to",
    "with_edits",
]
