"""The rota of a team, as a list of weeks: turns, what falls to the duty owner between them, and who really answers."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from steadfast.apps.identity.models import Absence, DutyTurn, Team
from steadfast.apps.identity.queries.duty import names_of
from steadfast.domain.commitment.duty.rota import Turn, gaps
from steadfast.domain.language import day_of_month

WEEKS = 12
MOST = 200  # turns on the page


@dataclass(frozen=True, slots=True)
class Stretch:
    """Who is on duty from when until when. `turn`: none where nobody's turn is; `away`: when they are not here."""

    name: str
    start: datetime
    end: datetime
    turn: DutyTurn | None
    away: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday on, with its stretches; `current` for the one that holds the reader's today."""

    start: datetime
    end: datetime
    current: bool
    stretches: tuple[Stretch, ...]

    @property
    def label(self) -> str:
        """Its Monday: 30 Nov."""
        return day_of_month(self.start)


def rota(team: Team, *, zone: str, now: datetime, weeks: int = WEEKS) -> list[Week]:
    """Return the weeks from this one on, in three queries."""
    here = ZoneInfo(zone)
    today = now.astimezone(here).date()
    monday = today - timedelta(days=today.weekday())
    edges = [datetime.combine(monday + timedelta(weeks=no), time(), here) for no in range(weeks + 1)]
    stretches = _stretches(team, edges[0], edges[-1])
    return [
        Week(start, end, start <= now < end, tuple(s for s in stretches if s.start < end and start < s.end))
        for start, end in pairwise(edges)
    ]


def turns_of(team: Team, since: datetime) -> list[DutyTurn]:
    """Return the turns of a team that end after an instant, in order."""
    rows = DutyTurn.objects.filter(team=team, ends_at__gt=since).select_related("person")
    return list(rows.order_by("starts_at")[:MOST])


def _stretches(team: Team, start: datetime, end: datetime) -> list[Stretch]:
    turns = [turn for turn in turns_of(team, start) if turn.starts_at < end]
    whose = {turn.person_id for turn in turns} | {team.duty_owner_id}
    rows = Absence.objects.filter(person_id__in=whose, cancelled_at=None, ends_at__gt=start, starts_at__lt=end)
    away = list(rows.select_related("deputy").order_by("starts_at"))
    owner = names_of([team.duty_owner_id])[team.duty_owner_id]
    found = [_stretch(turn.person.name, turn.person_id, turn.starts_at, turn.ends_at, turn, away) for turn in turns]
    free = gaps([Turn(turn.person_id, turn.starts_at, turn.ends_at) for turn in turns], start, end)
    found += [_stretch(owner, team.duty_owner_id, low, high, None, away) for low, high in free]
    return sorted(found, key=lambda each: each.start)


def _stretch(
    name: str, person: int, start: datetime, end: datetime, turn: DutyTurn | None, away: list[Absence]
) -> Stretch:
    theirs = tuple(row for row in away if row.person_id == person and row.starts_at < end and start < row.ends_at)
    return Stretch(name, start, end, turn, theirs)
