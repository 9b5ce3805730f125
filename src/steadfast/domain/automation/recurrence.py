"""When something comes again: dates by week or month, moved off closed days, and the instant of each.

Whatever the pattern and the calendar, days come in order and none comes twice: two dates that a holiday moves onto one
day are one.
"""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice, takewhile

UNITS = ("week", "month", "last working day")
HOLIDAYS = ("as is", "before", "after")
FARTHEST = 366  # days that a date is moved at most; on a calendar that stays closed so long it stays where it was
LAST = date(9990, 1, 1)

type Opens = Callable[[date], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """`every` so many weeks or months from `begins` on; `weekdays`: 0 is Monday; `monthday`: 31 is the last day.

    `holiday`: what becomes of a date on which the calendar is closed. Nothing begins before `begins`, or after `ends`.
    """

    unit: str
    begins: date
    every: int = 1
    weekdays: frozenset[int] = frozenset()
    monthday: int = 1
    ends: date | None = None
    holiday: str = "as is"


def days(pattern: Pattern, opens: Opens) -> Iterator[date]:
    """Return the days of a pattern in order, each once."""
    last = date.min
    for named in _named(pattern, opens):
        if pattern.ends is not None and named > pattern.ends:
            return
        day = _moved(named, pattern.holiday, opens) if pattern.unit != "last working day" else named
        if last < day and pattern.begins <= day <= (pattern.ends or date.max):
            last = day
            yield day


def instant(day: date, at: time, zone: tzinfo) -> datetime:
    """Return when a day’s turn comes; a time that clocks skip comes an hour later, one that comes twice at first."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def following(pattern: Pattern, opens: Opens, at: time, zone: tzinfo, after: datetime, most: int) -> list[date]:
    """Return the next days whose turn comes after an instant, at most so many."""
    ahead = (day for day in days(pattern, opens) if instant(day, at, zone) > after)
    return list(islice(ahead, most))


def between(pattern: Pattern, opens: Opens, at: time, zone: tzinfo, after: datetime, until: datetime) -> list[date]:
    """Return the days whose turn came after an instant and up to another, in order."""
    due = takewhile(lambda day: instant(day, at, zone) <= until, days(pattern, opens))
    return [day for day in due if instant(day, at, zone) > after]


def _named(pattern: Pattern, opens: Opens) -> Iterator[date]:
    """Return the dates as the pattern names them, before any is moved; by month from the month of `begins`."""
    if pattern.unit == "week":
        yield from _weekly(pattern)
        return
    year, month = pattern.begins.year, pattern.begins.month
    while year < LAST.year:
        day = _of_month(pattern, year, month, opens)
        if day is not None and day >= pattern.begins:
            yield day
        year, month = year + (month - 1 + pattern.every) // 12, (month - 1 + pattern.every) % 12 + 1


def _weekly(pattern: Pattern) -> Iterator[date]:
    monday = pattern.begins - timedelta(days=pattern.begins.weekday())
    while pattern.weekdays and monday < LAST:
        for weekday in sorted(pattern.weekdays):
            day = monday + timedelta(days=weekday)
            if day >= pattern.begins:
                yield day
        monday += timedelta(weeks=pattern.every)


def _of_month(pattern: Pattern, year: int, month: int, opens: Opens) -> date | None:
    length = calendar.monthrange(year, month)[1]
    if pattern.unit == "month":
        return date(year, month, min(pattern.monthday, length))
    return next((date(year, month, day) for day in range(length, 0, -1) if opens(date(year, month, day))), None)


def _moved(day: date, holiday: str, opens: Opens) -> date:
    step = {"before": -1, "after": 1}.get(holiday, 0)
    if not step:
        return day
    tries = (day + timedelta(days=step * n) for n in range(FARTHEST))
    return next((one for one in tries if opens(one)), day)
