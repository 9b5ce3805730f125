"""A week of somebody: its days with what was booked, beside the hours that the practice is open and they are here.

What lies over each other is named; nothing is taken away for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.hours.models import Entry, WeekHandedIn
from steadfast.apps.hours.queries import entries
from steadfast.apps.identity.models import Absence, Person
from steadfast.domain.hours.spans import Span, midnight, overlaps
from steadfast.domain.working_time import Hours

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """A day: seconds that are booked, and seconds that were open until now, None without a calendar."""

    date: date
    entries: Sequence[Entry]
    booked: int
    open: int | None
    today: bool
    away: str

    @property
    def free(self) -> int:
        """Open seconds for which nothing is booked."""
        return max((self.open or 0) - self.booked, 0)


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a person, Monday first; `twice`: pairs of entries that lie over each other."""

    person: Person
    monday: date
    days: Sequence[Day]
    twice: Sequence[tuple[Entry, Entry]]
    handed_in: WeekHandedIn | None

    @property
    def booked(self) -> int:
        """Seconds of the whole week."""
        return sum(day.booked for day in self.days)

    @property
    def open(self) -> int | None:
        """Open seconds of the week until now, None without a calendar."""
        known = [day.open for day in self.days if day.open is not None]
        return sum(known) if known else None

    @property
    def before(self) -> date:
        """The Monday before."""
        return self.monday - 7 * DAY

    @property
    def after(self) -> date:
        """The Monday after."""
        return self.monday + 7 * DAY

    @property
    def changed(self) -> bool:
        """Whether what is booked differs from what was handed in."""
        return self.handed_in is not None and self.handed_in.minutes * 60 != self.booked


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_of(person: Person, monday: date, now: datetime) -> Week:
    """Return the week of a person from a Monday on, in four queries."""
    rows = entries.of_week(person.pk, monday)
    hours, edges = agreements.usual_hours(), [midnight(monday + no * DAY, person.zone) for no in range(8)]
    away = list(Absence.objects.filter(person=person, cancelled_at=None, ends_at__gt=edges[0], starts_at__lt=edges[7]))
    days = [_day(monday + no * DAY, edges[no], edges[no + 1], rows, hours, away, now) for no in range(7)]
    known = [(Span(row.started_at, row.ended_at), row) for row in rows if row.started_at and row.ended_at]
    handed_in = WeekHandedIn.objects.filter(person=person, monday=monday).first()
    return Week(person, monday, days, overlaps(known), handed_in)


def _day(
    of: date, start: datetime, end: datetime, rows: list[Entry], hours: Hours | None, away: list[Absence], now: datetime
) -> Day:
    found = [row for row in rows if row.day == of]
    absent = [one for one in away if one.starts_at < end and start < one.ends_at]
    opened = _open(start, min(end, max(now, start)), hours, absent)
    words = absent[0].kind_in_words if absent else ""
    return Day(of, found, sum(row.seconds for row in found), opened, start <= now < end, words)


def _open(start: datetime, end: datetime, hours: Hours | None, absent: list[Absence]) -> int | None:
    """Return the open seconds without those in which they were away; absences of one person never overlap."""
    if hours is None:
        return None
    gone = sum(hours.worked(max(start, one.starts_at), min(end, one.ends_at)) for one in absent)
    return hours.worked(start, end) - gone
