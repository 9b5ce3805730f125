"""A calendar's body as iCalendar: weekly hours as VAVAILABILITY, holidays as all-day VEVENTs, other days as timed ones.

What RFC 5545 has no word for stands in X-STEADFAST-KIND: "open" replaces the hours of the week, "closed" takes away.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Availability, Available, Calendar, Event

from steadfast.domain.working_time.notation import DAYS

KIND = "X-STEADFAST-KIND"
PRODUCT = "-//Steadfast//Calendars//EN"
MONDAY = date(2024, 1, 1)  # weekly hours repeat from here on
EVER = 2000  # a leap year, from which what comes every year repeats

type Body = Mapping[str, Any]


def write(name: str, body: Body, *, uid: str, now: datetime) -> bytes:
    """Return the calendar as a file; `uid` tells its parts from those of every other calendar."""
    zone = ZoneInfo(body["timezone"])
    found = Calendar()
    for key, value in (("PRODID", PRODUCT), ("VERSION", "2.0"), ("X-WR-CALNAME", name), ("X-WR-TIMEZONE", zone.key)):
        found.add(key, value)
    for place, part in enumerate([_availability(body, zone), *_days(body, zone)]):
        part.add("UID", f"{uid}-{place}")
        part.add("DTSTAMP", now)
        for below in part.subcomponents:
            below.add("DTSTAMP", now)
        found.add_component(part)
    found.add_missing_timezones()
    return bytes(found.to_ical())


def _availability(body: Body, zone: ZoneInfo) -> Availability:
    days: dict[tuple[str, str], list[str]] = {}
    for day, spans in body.get("weekly", {}).items():
        for start, end in spans:
            days.setdefault((start, end), []).append(day)
    whole = Availability()
    for place, ((start, end), on) in enumerate(sorted(days.items())):
        part = Available()
        first = MONDAY + timedelta(days=min(DAYS.index(day) for day in on))
        _times(part, first, [start, end], zone)
        ordered = sorted(on, key=DAYS.index)
        part.add("RRULE", {"FREQ": "WEEKLY", "BYDAY": [day[:2].upper() for day in ordered]})
        part.add("UID", f"weekly-{place}")
        whole.add_component(part)
    return whole


def _days(body: Body, zone: ZoneInfo) -> Iterator[Event]:
    names = body.get("holiday_names", {})
    for day in body.get("annual_holidays", ()):
        yield _all_day(date.fromisoformat(f"{EVER}-{day}"), names.get(day, ""), every_year=True)
    for day in body.get("holidays", ()):
        yield _all_day(date.fromisoformat(day), names.get(day, ""))
    for kind, part in (("closed", "closures"), ("open", "special_days")):
        for day, spans in body.get(part, {}).items():
            for span in spans:
                yield _timed(kind, date.fromisoformat(day), span, names.get(day, ""), zone)
            if not spans:
                event = _all_day(date.fromisoformat(day), names.get(day, ""))
                event.add(KIND, kind)
                yield event


def _all_day(day: date, name: str, *, every_year: bool = False) -> Event:
    event = Event()
    event.add("DTSTART", day)
    event.add("SUMMARY", name)
    if every_year:
        event.add("RRULE", {"FREQ": "YEARLY"})
    return event


def _timed(kind: str, day: date, span: Sequence[str], name: str, zone: ZoneInfo) -> Event:
    event = Event()
    _times(event, day, span, zone)
    event.add("SUMMARY", name)
    event.add(KIND, kind)
    return event


def _times(part: Event | Available, day: date, span: Sequence[str], zone: ZoneInfo) -> None:
    """Add the local start and end; an end that is not after the start lies on the next day."""
    start = datetime.combine(day, time.fromisoformat(span[0]), zone)
    late = span[1] == "24:00"
    end = datetime.combine(day, time() if late else time.fromisoformat(span[1]), zone)
    part.add("DTSTART", start)
    part.add("DTEND", end + timedelta(days=1) if late or span[1] <= span[0] else end)
