"""The next twelve months of a calendar, day by day: holidays, closures, special days, and when the clocks change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from steadfast.domain import language
from steadfast.domain.commitment import durations
from steadfast.domain.language import known, listed, say
from steadfast.domain.working_time import Hours, zones
from steadfast.domain.working_time.calendar import DAY_MINUTES, Calendar, Interval, calendars_of
from steadfast.domain.working_time.compiling import annual_dates

DAYS = 365
AMOUNTS = {1_800: known("half an hour"), 3_600: known("one hour"), 7_200: known("two hours")}


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A date on which the week is not as usual. `zone` names whose day it is, where a calendar joins several."""

    date: date
    name: str
    words: str
    zone: str = ""


def days(hours: Hours, today: date) -> list[Day]:
    """Return every unusual day from `today` on for a year, in order."""
    calendars = calendars_of(hours.rule)
    last = today + timedelta(days=DAYS)
    several = len(calendars) > 1
    found = {day for calendar in calendars for day in _of(calendar, today, last, calendar.zone if several else "")}
    return sorted(found)


def clock_changes(zone: str, first: date, last: date) -> Iterator[Day]:
    """Yield the dates on which the clocks of a zone change."""
    place = ZoneInfo(zone)
    for instant, before, after in zones.transitions(zone, first.year, last.year):
        local = datetime.fromtimestamp(instant, UTC).astimezone(place)
        if after != before and first <= local.date() <= last:
            yield Day(local.date(), say("Clock change"), _change(after - before))


def _change(seconds: int) -> str:
    amount = say(AMOUNTS.get(abs(seconds), "")) or durations.working(seconds)
    if seconds > 0:
        return say("clocks go forward, that night is %(amount)s shorter", amount=amount)
    return say("clocks go back, that night is %(amount)s longer", amount=amount)


def _of(calendar: Calendar, first: date, last: date, zone: str) -> Iterator[Day]:
    names = dict(calendar.holiday_names)
    annual = annual_dates(calendar, first.year, last.year)
    for day in {*calendar.holidays, *annual}:
        if first <= day <= last:
            name = names.get(day.isoformat()) or names.get(f"{day:%m-%d}") or say("Holiday")
            yield Day(day, name, _closed(calendar, day), zone)
    for day, intervals in _within(calendar.closures, first, last):
        yield Day(day, say("Closure"), say("closed %(hours)s", hours=_spans(intervals)), zone)
    for day, intervals in _within(calendar.special_days, first, last):
        words = say("open %(hours)s", hours=_spans(intervals)) if intervals else say("closed all day")
        yield Day(day, say("Special day"), words, zone)
    for change in clock_changes(calendar.zone, first, last):
        yield Day(change.date, change.name, change.words, zone)


def _closed(calendar: Calendar, day: date) -> str:
    night_before = calendar.opens_on(day - timedelta(days=1))
    opens = calendar.opens_on(day) or any(end > DAY_MINUTES for _, end in night_before)
    return say("closed all day") if opens else say("closed as on every %(weekday)s", weekday=language.weekday(day))


def _within(
    dated: Iterable[tuple[date, tuple[Interval, ...]]], first: date, last: date
) -> Iterator[tuple[date, tuple[Interval, ...]]]:
    return ((day, intervals) for day, intervals in dated if first <= day <= last)


def _spans(intervals: tuple[Interval, ...]) -> str:
    return listed([f"{_clock(start)}–{_clock(end)}" for start, end in intervals])


def _clock(minutes: int) -> str:
    """Return "17:00"; what runs past midnight says so by its smaller hour, the end of the day is 24:00."""
    minutes = minutes if minutes <= DAY_MINUTES else minutes - DAY_MINUTES
    return f"{minutes // 60:02}:{minutes % 60:02}"
