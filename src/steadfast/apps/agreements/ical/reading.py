"""iCalendar that somebody brings: rows to be edited, never taken as it is. Nothing is fetched, no rule is expanded.

What was not understood is listed by component. A file that is too large, broken or written in another encoding is
refused with the line.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component

from steadfast.apps.agreements import hours_text
from steadfast.apps.agreements.day_rows import Row
from steadfast.apps.agreements.ical.writing import KIND
from steadfast.domain.language import count, say
from steadfast.domain.working_time import CalendarError, zones
from steadfast.domain.working_time.notation import DAYS

LARGEST = 1_000_000
MOST = 2_000  # components
LINES = 25_000  # folded ones count, too
LONGEST = 31  # days of one event
KNOWN = ("VCALENDAR", "VEVENT", "VAVAILABILITY", "AVAILABLE", "VTIMEZONE", "STANDARD", "DAYLIGHT")
DAY = timedelta(days=1)


class IcalError(ValueError):
    """The file cannot be read; the message names the line or the component."""


@dataclass(slots=True)
class Read:
    """What was understood, and what was not."""

    zone: str = ""
    weekly: dict[str, list[list[str]]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)


def read(data: bytes, *, zone: str, origin: str) -> Read:
    """Return what a file says; `zone` is where its times are shown when it names no zone of its own."""
    whole = _parsed(data)
    named = str(whole.get("X-WR-TIMEZONE", "")) or _zone_of(whole)
    found = Read(zone=named if _is_zone(named) else "")
    place = ZoneInfo(found.zone or zone)
    for part in whole.walk():
        try:
            _take(part, found, place, origin)
        except (ValueError, TypeError, AttributeError, KeyError, OverflowError, hours_text.HoursTextError) as error:
            _miss(found, part, str(error) or say("it cannot be read"))
    found.rows = _together(found.rows)
    return found


def _parsed(data: bytes) -> Calendar:
    if len(data) > LARGEST:
        size, most = count(len(data)), count(LARGEST)
        raise IcalError(say("The file has %(size)s bytes; at most %(most)s are read.", size=size, most=most))
    begun = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            line.decode()
        except UnicodeDecodeError:
            raise IcalError(say("Line %(number)s is not written in UTF-8.", number=number)) from None
        if number > LINES:
            raise IcalError(say("The file has more than %(lines)s lines.", lines=count(LINES)))
        begun += line[:6].upper() == b"BEGIN:"
        if begun > MOST:
            most = count(MOST)
            raise IcalError(say("Line %(number)s begins more than %(most)s components.", number=number, most=most))
    try:
        whole = Calendar.from_ical(data)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise IcalError(say("This is no iCalendar file: %(value)s", value=str(error)[:200])) from None
    if not isinstance(whole, Calendar):
        raise IcalError(say("Line 1 does not begin a VCALENDAR."))
    return whole


def _take(part: Component, found: Read, zone: ZoneInfo, origin: str) -> None:
    if part.name == "VEVENT":
        found.rows += _event(part, zone, origin)
    elif part.name == "AVAILABLE":
        _available(part, found, zone)
    elif part.name not in KNOWN:
        _miss(found, part, say("no calendar here keeps such a thing"))
    if part.errors:
        _miss(found, part, "; ".join(f"{name}: {problem}" for name, problem in part.errors))


def _event(part: Component, zone: ZoneInfo, origin: str) -> Iterator[Row]:
    name, kind = str(part.get("SUMMARY", ""))[:100], str(part.get(KIND, ""))
    if str(part.get("STATUS", "")) == "CANCELLED":
        return
    start, end = _ends(part)
    if isinstance(start, datetime) or isinstance(end, datetime):
        yield _timed(part, kind, _local(start, zone), _local(end, zone), name, origin)
        return
    if "RRULE" in part:
        _yearly(part["RRULE"], start)
        yield Row("annual", start.isoformat(), "", name, origin)
        return
    if not DAY <= end - start <= LONGEST * DAY:
        days = (end - start).days
        raise ValueError(say("it lasts %(days)s days; 1 to %(longest)s are read", days=days, longest=LONGEST))
    for ahead in range((end - start).days):
        yield Row("open" if kind == "open" else "holiday", (start + ahead * DAY).isoformat(), "", name, origin)


def _timed(part: Component, kind: str, start: datetime, end: datetime, name: str, origin: str) -> Row:
    if "RRULE" in part:
        raise ValueError(say("it repeats; only whole days that come every year are read"))
    return Row("open" if kind == "open" else "closed", start.date().isoformat(), _hours(start, end), name, origin)


def _available(part: Component, found: Read, zone: ZoneInfo) -> None:
    rule = part.get("RRULE")
    if rule is None or rule.get("FREQ") != ["WEEKLY"] or set(rule) - {"FREQ", "BYDAY", "INTERVAL", "WKST"}:
        raise ValueError(say("only hours that come every week are read"))
    if rule.get("INTERVAL", [1]) != [1]:
        raise ValueError(say("hours of every other week cannot be kept"))
    start, end = (_local(one, zone) for one in _ends(part))
    span = hours_text.read(_hours(start, end))
    for name in _days(rule.get("BYDAY", [DAYS[start.weekday()][:2]])):
        found.weekly[name] = sorted([*found.weekly.get(name, []), *span])


def _days(named: Iterable[Any]) -> list[str]:
    """Return weekdays by their names here, each once; "the first Monday" (1MO) is none of a week."""
    known = {one[:2]: one for one in DAYS}
    short = dict.fromkeys(str(day).lower() for day in named)
    if not short.keys() <= known.keys():
        raise ValueError(say("only hours that come every week are read"))
    return [known[day] for day in short]


def _ends(part: Component) -> tuple[Any, Any]:
    if "DTSTART" not in part:
        raise ValueError(say("it has no DTSTART"))
    start = part.decoded("DTSTART")
    if "DTEND" in part:
        return start, part.decoded("DTEND")
    if "DURATION" in part:
        return start, start + part.decoded("DURATION")
    return start, start + DAY


def _hours(start: datetime, end: datetime) -> str:
    first, last = (one.replace(tzinfo=None) for one in (start, end))
    if not timedelta(0) < last - first <= DAY:
        raise ValueError(say("it lasts longer than a day, or not at all"))
    ends = "24:00" if last.time().isoformat("minutes") == "00:00" else f"{last:%H:%M}"
    return f"{first:%H:%M}–{ends}"


def _local(at: Any, zone: ZoneInfo) -> datetime:
    if not isinstance(at, datetime):
        raise TypeError(say("it begins as a day and ends as a time"))
    return at if at.tzinfo is None else at.astimezone(zone)


def _yearly(rule: Any, start: date) -> None:
    """Refuse any rule but "on this date every year"; none is expanded."""
    plain = {"FREQ": ["YEARLY"], "INTERVAL": [1], "BYMONTH": [start.month], "BYMONTHDAY": [start.day]}
    if rule.get("FREQ") != ["YEARLY"] or any(name != "WKST" and plain.get(name) != rule[name] for name in rule):
        raise ValueError(say("it repeats otherwise than every year on its date"))


def _together(rows: Iterable[Row]) -> list[Row]:
    """Return one row for each date and kind, with all hours of that day."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        before = found.setdefault((row.what, row.date), row)
        if before is not row and row.hours:
            before.hours = f"{before.hours}, {row.hours}"
    return sorted(found.values(), key=lambda row: (row.what != "annual", row.date))


def _zone_of(whole: Calendar) -> str:
    return next((str(part.get("TZID", "")) for part in whole.walk("VTIMEZONE")), "")


def _is_zone(name: str) -> bool:
    try:
        return bool(zones.known(name, "zone"))
    except CalendarError:
        return False


def _miss(found: Read, part: Component, why: str) -> None:
    called = str(part.get("SUMMARY", ""))[:60]
    found.not_understood.append(f"{part.name}{f' “{called}”' if called else ''}: {why[:160]}")
