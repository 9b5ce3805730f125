"""Compiles a calendar into merged UTC spans for a run of years: the step where local time ends.

A spans pair is (starts, ends), two int64 arrays of epoch seconds, sorted, disjoint, never touching.
"""

from collections.abc import Iterable
from datetime import date

import numpy as np

from steadfast.domain.working_time import zones
from steadfast.domain.working_time.calendar import Calendar, Combination, Dated, Interval, Rule
from steadfast.domain.working_time.zones import DAY, NOTHING, Seconds

type Spans = tuple[Seconds, Seconds]

_EPOCH = date(1970, 1, 1).toordinal()
_MARGIN = 3
"""Days compiled before and after the years: a night shift is one day longer, no offset exceeds a day."""


def compile_rule(rule: Rule, first_year: int, last_year: int) -> Spans:
    """Open spans of the years, cut at UTC midnight of the first and the last New Year."""
    if isinstance(rule, Combination):
        return overlay([compile_rule(member, first_year, last_year) for member in rule.members], rule.need)
    days = np.arange(_day(date(first_year, 1, 1)) - _MARGIN, _day(date(last_year, 12, 31)) + _MARGIN + 1)
    opened = _in_utc(rule, _opened(rule, days), first_year, last_year)
    taken = _in_utc(rule, _taken(rule, days), first_year, last_year)
    return _cut(subtract(opened, taken), zones.year_start(first_year), zones.year_start(last_year + 1))


def overlay(layers: list[Spans], need: int) -> Spans:
    """Where at least `need` of the layers are open, merged."""
    return _covered(_edges(layers), need)


def subtract(spans: Spans, holes: Spans) -> Spans:
    """Merged `spans` without the merged `holes`."""
    if not len(holes[0]):
        return spans
    times, steps = _edges([spans])
    hole_times, hole_steps = _edges([holes])
    return _covered((np.concatenate([times, hole_times]), np.concatenate([steps, -hole_steps])), 1)


def _opened(calendar: Calendar, days: Seconds) -> Spans:
    """Local opening intervals, special days in place of weekly hours; may overlap."""
    special = np.array([_day(day) for day, _ in calendar.special_days], dtype=np.int64)
    plain = days[~np.isin(days, special)] if len(special) else days
    weekday = (plain + 3) % 7
    parts = [_repeat(plain[weekday == number], intervals) for number, intervals in enumerate(calendar.weekly)]
    return _joined([*parts, *_dated(calendar.special_days, days)])


def _taken(calendar: Calendar, days: Seconds) -> Spans:
    """Local time that holidays (the whole local day) and closures take away."""
    first, last = date.fromordinal(int(days[0]) + _EPOCH), date.fromordinal(int(days[-1]) + _EPOCH)
    whole = [_day(day) for day in (*calendar.holidays, *annual_dates(calendar, first.year, last.year))]
    return _joined([_repeat(np.array(whole, dtype=np.int64), ((0, 1440),)), *_dated(calendar.closures, days)])


def annual_dates(calendar: Calendar, first_year: int, last_year: int) -> Iterable[date]:
    """The dates on which annual holidays fall; 29 February only in leap years."""
    for year in range(first_year, last_year + 1):
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        for month, day in calendar.annual_holidays:
            if leap or (month, day) != (2, 29):
                yield date(year, month, day)


def _dated(entries: Dated, days: Seconds) -> list[Spans]:
    inside = ((_day(day), intervals) for day, intervals in entries)
    return [_repeat(np.array([day]), intervals) for day, intervals in inside if days[0] <= day <= days[-1]]


def _repeat(days: Seconds, intervals: tuple[Interval, ...]) -> Spans:
    midnights = days * DAY
    return _joined([(midnights + start * 60, midnights + end * 60) for start, end in intervals])


def _in_utc(calendar: Calendar, local: Spans, first_year: int, last_year: int) -> Spans:
    starts = zones.to_utc(local[0], calendar.zone, first_year, last_year)
    ends = zones.to_utc(local[1], calendar.zone, first_year, last_year)
    kept = ends > starts
    return overlay([(starts[kept], ends[kept])], 1)


def _edges(layers: list[Spans]) -> Spans:
    """(times, steps): +1 where an interval opens, -1 where it ends."""
    starts, ends = _joined(layers)
    steps = np.ones(len(starts) * 2, dtype=np.int64)
    steps[len(starts) :] = -1
    return np.concatenate([starts, ends]), steps


def _covered(edges: Spans, need: int) -> Spans:
    times, steps = edges
    if not len(times):
        return times, times
    order = times.argsort(kind="stable")
    times = times[order]
    last = np.append(times[1:] != times[:-1], True)
    depth = steps[order].cumsum()[last] >= need
    times = times[last]
    before = np.append(False, depth[:-1])
    return times[depth & ~before], times[before & ~depth]


def _cut(spans: Spans, low: int, high: int) -> Spans:
    starts, ends = spans[0].clip(low, high), spans[1].clip(low, high)
    kept = ends > starts
    return starts[kept], ends[kept]


def _joined(parts: list[Spans]) -> Spans:
    if not parts:
        return NOTHING, NOTHING
    return np.concatenate([starts for starts, _ in parts]), np.concatenate([ends for _, ends in parts])


def _day(day: date) -> int:
    return day.toordinal() - _EPOCH
