"""Who is on call, day and night: a week of every team, each day in its stretches, beside the open hours of that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Team
from steadfast.apps.identity.queries.rota import Stretch, rota
from steadfast.domain.hours.spans import midnight
from steadfast.foundation import moments

DAY = timedelta(days=1)
MOST = 20  # teams


@dataclass(frozen=True, slots=True)
class Cell:
    """Who is on call for a team from when until when within a day; `names`: of who stands in, where they are away."""

    stretch: Stretch
    start: datetime
    end: datetime

    @property
    def stand_ins(self) -> list[str]:
        """Who answers instead while they are away."""
        away = self.stretch.away
        return [each.deputy.name for each in away if each.starts_at < self.end and self.start < each.ends_at]


@dataclass(frozen=True, slots=True)
class Day:
    """A day: its open spans, and by team who is on call."""

    date: date
    open: Sequence[tuple[datetime, datetime]]
    teams: Sequence[tuple[Team, Sequence[Cell]]]


def days(now: datetime) -> list[Day]:
    """Return fourteen days from this Monday on, in the practice's zone."""
    zone, hours = identity.practice().zone, agreements.usual_hours()
    teams = list(identity.teams()[:MOST])
    weeks = [(team, rota(team, zone=zone, now=now, weeks=2)) for team in teams]
    today = now.astimezone(moments.zone_of(zone)).date()
    first = today - timedelta(days=today.weekday())
    found = []
    for no in range(14):
        start, end = midnight(first + no * DAY, zone), midnight(first + (no + 1) * DAY, zone)
        of = [(team, [cell for week in two for cell in _cells(week.stretches, start, end)]) for team, two in weeks]
        opened = hours.spans(start, end) if hours is not None else ()
        found.append(Day(first + no * DAY, opened, [(team, _once(cells)) for team, cells in of]))
    return found


def _cells(stretches: Sequence[Stretch], start: datetime, end: datetime) -> list[Cell]:
    return [
        Cell(each, max(each.start, start), min(each.end, end))
        for each in stretches
        if each.start < end and start < each.end
    ]


def _once(cells: list[Cell]) -> list[Cell]:
    """Return the cells without those that two weeks share."""
    return list({(cell.start, cell.stretch.name): cell for cell in cells}.values())
