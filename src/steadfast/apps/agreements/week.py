"""The ordinary week of some hours: one for each calendar that they are made of, in its own zone."""

from typing import Any

from steadfast.domain.language import say
from steadfast.domain.working_time import Hours
from steadfast.domain.working_time.calendar import calendars_of
from steadfast.domain.working_time.notation import write

type Weekly = dict[str, list[list[str]]]


def of(hours: Hours) -> list[tuple[str, Weekly]]:
    """Return the zone and the weekly hours ({"mon": [["09:00", "17:00"]], …}) of each calendar."""
    return [(calendar.zone, write(calendar)["weekly"]) for calendar in calendars_of(hours.rule)]


def joined(hours: Hours) -> str:
    """Say how several calendars are one; nothing for a single one."""
    rule: dict[str, Any] = hours.to_dict()
    if "all" in rule:
        return say("Open only while all of these are open.")
    return say("Open while any of these is open.") if "any" in rule else ""
