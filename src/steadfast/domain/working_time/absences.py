"""Why a calendar is closed although its week says open: the holidays and closures that took hours away."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from steadfast.domain.working_time import zones
from steadfast.domain.working_time.calendar import DAY_MINUTES, Calendar, Interval
from steadfast.domain.working_time.compiling import annual_dates
from steadfast.domain.working_time.instants import to_instant

_EPOCH = date(1970, 1, 1)


class Absence(NamedTuple):
    """Epoch seconds [start, end); `name` is empty for a holiday without one."""

    start: int
    end: int
    holiday: bool
    name: str


def absences(calendar: Calendar, start: int, end: int) -> list[Absence]:
    """The absences that overlap [start, end), in time order, holidays before closures of the same moment."""
    first, last = (to_instant(start).date() - timedelta(days=2)), (to_instant(end).date() + timedelta(days=2))
    found = [*_holidays(calendar, first, last), *_closures(calendar, first, last)]
    return sorted((a for a in found if a.start < end and start < a.end), key=lambda a: (a.start, not a.holiday))


def _holidays(calendar: Calendar, first: date, last: date) -> Iterator[Absence]:
    names = dict(calendar.holiday_names)
    for day in {*calendar.holidays, *annual_dates(calendar, first.year, last.year)}:
        if first <= day <= last and _would_open(calendar, day):
            name = names.get(day.isoformat()) or names.get(f"{day:%m-%d}", "")
            yield _absence(calendar, day, (0, DAY_MINUTES), True, name)


def _closures(calendar: Calendar, first: date, last: date) -> Iterator[Absence]:
    for day, intervals in calendar.closures:
        if first <= day <= last:
            for interval in intervals:
                yield _absence(calendar, day, interval, False, "")


def _would_open(calendar: Calendar, day: date) -> bool:
    """Whether any opening hours touch the local day, the tail of the night before included."""
    night_before = calendar.opens_on(day - timedelta(days=1))
    return bool(calendar.opens_on(day)) or any(end > DAY_MINUTES for _, end in night_before)


def _absence(calendar: Calendar, day: date, interval: Interval, holiday: bool, name: str) -> Absence:
    midnight = (day - _EPOCH).days * zones.DAY
    local = np.array([midnight + minutes * 60 for minutes in interval], dtype=np.int64)
    start, end = zones.to_utc(local, calendar.zone, day.year - 1, day.year + 1).tolist()
    return Absence(start, end, holiday, name)
