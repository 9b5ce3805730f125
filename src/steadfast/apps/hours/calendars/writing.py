"""A person's duty as iCalendar: absences, turns of duty, and the due times of what they owe; or the rota of a team.

Calendars lie on servers of others, so no client and no title stands in them: a due time names the ticket's number.
What does not change reads the same: DTSTAMP is the instant since which the calendar says this, to the day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

PRODUCT = "-//Steadfast//Duty//EN"
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: `end` None for a due time, which takes no time; `uid` tells it from all others."""

    uid: str
    start: datetime
    end: datetime | None
    words: str
    busy: bool = True
    url: str = ""


def write(name: str, entries: Iterable[Entry], *, zone: str, now: datetime) -> bytes:
    """Return the calendar as a file, instants in the zone of its reader."""
    found = Calendar()
    for key, value in (("PRODID", PRODUCT), ("VERSION", "2.0"), ("X-WR-CALNAME", name), ("X-WR-TIMEZONE", zone)):
        found.add(key, value)
    found.add("REFRESH-INTERVAL", AN_HOUR, parameters={"VALUE": "DURATION"})
    stamp = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for entry in entries:
        found.add_component(_event(entry, ZoneInfo(zone), stamp))
    found.add_missing_timezones()
    return bytes(found.to_ical())


def _event(entry: Entry, zone: ZoneInfo, stamp: datetime) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", stamp)
    event.add("SUMMARY", entry.words)
    event.add("TRANSP", "OPAQUE" if entry.busy else "TRANSPARENT")
    for name, value in zip(("DTSTART", "DTEND"), _times(entry, zone), strict=False):
        event.add(name, value)
    if entry.url:
        event.add("URL", entry.url)
    if entry.end is None:
        event.add_component(_reminder(entry))
    return event


def _times(entry: Entry, zone: ZoneInfo) -> Sequence[date | datetime]:
    """Return start and end: whole local days as days, a due time as its instant alone."""
    start = entry.start.astimezone(zone)
    if entry.end is None:
        return (start,)
    end = entry.end.astimezone(zone)
    if start.time() == end.time() == datetime.min.time():
        return start.date(), end.date()
    return start, end


def _reminder(entry: Entry) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", entry.words)
    alarm.add("TRIGGER", -AN_HOUR)
    return alarm
