"""Today: a person's promises by due time, in the groups in which a day is worked."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from steadfast.apps.commitments.queries import register
from steadfast.apps.commitments.queries.shown import Shown, shown
from steadfast.foundation.actor import Actor

LIMIT = 60  # rows of one's own on the page
LATE = 5  # late ones above what can still be kept; all of them where nothing is ahead
SIDE = 20  # rows owed to us


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; `hint` stands at its right."""

    key: str
    title: str
    hint: str
    rows: list[Shown]
    of: int


@dataclass(frozen=True, slots=True)
class Today:
    """The page: groups of one's own promises, what others owe us, and the counts of the heading."""

    groups: list[Group]
    owed: list[Shown]
    late: int
    today: int
    week: int
    open: int

    @property
    def hidden(self) -> int:
        return self.open - sum(len(group.rows) for group in self.groups)


def today(actor: Actor, *, now: datetime) -> Today:
    """Return the page of an actor. Late ones come with the latest to fall due first: there is still most to save."""
    day_end, week_end = ends(now, actor.zone)
    mine = register.mine(actor)
    late_rows = mine.filter(due_at__lt=now).order_by("-due_at", "-id")
    counts = _counts(actor, now, day_end, week_end)
    ahead = list(mine.filter(due_at__gte=now)[:LIMIT])
    late = list(late_rows[: LATE if ahead else LIMIT])
    drawn = shown([*late, *ahead], now=now, zone=actor.zone)
    parts = [
        Group("late", "Late: say so, with a new date", "time counts open hours only", drawn[: len(late)], counts[0]),
        *_ahead(drawn[len(late) :], day_end, week_end, counts),
    ]
    owed = shown(list(register.owed_to(actor)[:SIDE]), now=now, zone=actor.zone)
    return Today([part for part in parts if part.rows], owed, *counts)


def ends(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """Return the end of the reader's day and of their week, which ends on Sunday."""
    here = now.astimezone(ZoneInfo(zone))
    midnight = datetime.combine(here.date() + timedelta(days=1), time(), here.tzinfo)
    sunday = datetime.combine(here.date() + timedelta(days=7 - here.weekday()), time(), here.tzinfo)
    return midnight, sunday


def _ahead(rows: list[Shown], day_end: datetime, week_end: datetime, counts: tuple[int, ...]) -> list[Group]:
    day = [row for row in rows if row.row.due_at < day_end]
    week = [row for row in rows if day_end <= row.row.due_at < week_end]
    later = [row for row in rows if row.row.due_at >= week_end]
    return [
        Group("today", "Due today", "", day, counts[1]),
        Group("week", "Due this week", "", week, counts[2]),
        Group("later", "Later", "", later, counts[3] - sum(counts[:3])),
    ]


def _counts(actor: Actor, now: datetime, day_end: datetime, week_end: datetime) -> tuple[int, int, int, int]:
    """Return how many of one's own are late, due today, due this week after today, and open at all."""
    found = (
        register.mine(actor)
        .order_by()
        .aggregate(
            late=Count("id", filter=Q(due_at__lt=now)),
            today=Count("id", filter=Q(due_at__gte=now, due_at__lt=day_end)),
            week=Count("id", filter=Q(due_at__gte=day_end, due_at__lt=week_end)),
            open=Count("id"),
        )
    )
    return found["late"], found["today"], found["week"], found["open"]
