"""Hours that begin or end where the clocks change: the times on a wall that a day skips, or has twice."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from steadfast.apps.agreements import year_ahead
from steadfast.domain.working_time import Hours, wall_time
from steadfast.domain.working_time.calendar import DAY_MINUTES, Calendar, calendars_of

YEARS = 3


def warnings(hours: Hours, today: date) -> list[str]:
    """Return a sentence for every edge of an open stretch, in the next years, that lies in a gap or comes twice."""
    until = today + timedelta(days=366 * YEARS)
    return [note for calendar in calendars_of(hours.rule) for note in _of(calendar, today, until)]


def _of(calendar: Calendar, first: date, last: date) -> Iterator[str]:
    zone = ZoneInfo(calendar.zone)
    for change in year_ahead.clock_changes(calendar.zone, first, last):
        for day in (change.date - timedelta(days=1), change.date):
            for minutes in sorted({edge for span in calendar.opens_on(day) for edge in span}):
                note = wall_time.read(_at(day, minutes), zone).note
                if note and _at(day, minutes).date() == change.date:
                    yield note


def _at(day: date, minutes: int) -> datetime:
    days, rest = divmod(minutes, DAY_MINUTES)
    return datetime.combine(day + timedelta(days=days), datetime.min.time()) + timedelta(minutes=rest)
