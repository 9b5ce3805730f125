"""Today: a person's promises by due time, in the groups in which a day is worked."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.apps.commitments.queries import register
from steadfast.apps.commitments.queries.refusals import LATELY
from steadfast.apps.commitments.queries.shown import Shown, shown
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows

LIMIT = 25  # rows of one's own on the page
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
    refused: int  # those of which a no to another date came lately, seen to since or not

    @property
    def later(self) -> int:
        return self.open - self.late - self.today - self.week

    @property
    def hidden(self) -> int:
        return self.open - sum(len(group.rows) for group in self.groups)


def today(actor: Actor, *, now: datetime) -> Today:
    """Return the page of an actor. Of the late ones come those that fell due last: there is still most to save."""
    day_end, week_end = ends(now, actor.zone)
    counts = _counts(actor, now, day_end, week_end)
    mine, owed = _rows(actor, now, late=LATE if counts[3] > counts[0] else LIMIT)
    drawn = shown([*mine, *owed], now=now, zone=actor.zone)
    rows, theirs = drawn[: len(mine)], drawn[len(mine) :]
    late = [row for row in rows if row.row.due_at < now][::-1]
    parts = [
        Group("late", say("Late: say so, with a new promise"), say("time counts open hours only"), late, counts[0]),
        *_ahead(rows[len(late) :], day_end, week_end, counts),
    ]
    return Today([part for part in parts if part.rows], theirs, *counts)


def _rows(actor: Actor, now: datetime, *, late: int) -> tuple[list[Commitment], list[Commitment]]:
    """Return one's own: the last `late` that fell due and the nearest ahead; and what others owe; by due time."""
    if not register.sees_all(actor):
        return [], []
    person = actor.person_id or 0
    rows = _nearest(late).rows(person=person, now=now)
    return [row for row in rows if row.owner_id == person], [row for row in rows if row.owner_id != person]


@cache
def _nearest(late: int) -> Rows[Commitment]:
    def build(person: int, now: datetime) -> QuerySet[Commitment]:
        mine = register.own_of(person)
        latest = mine.filter(due_at__lt=now).order_by("-due_at", "-id").values("pk")[:late]
        ahead = mine.filter(due_at__gte=now).order_by("due_at", "id").values("pk")[:LIMIT]
        owed = register.owed_to_member(person).values("pk")[:SIDE]
        parts = [Commitment.objects.filter(pk__in=part).order_by().values("pk") for part in (latest, ahead, owed)]
        chosen = parts[0].union(*parts[1:], all=True)  # no OR of three, for which PostgreSQL reads every row
        return register.told(Commitment.objects.filter(pk__in=chosen)).order_by("due_at", "id")

    return Rows(build, ["person"], ["now"])


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
        Group("today", say("Due today"), "", day, counts[1]),
        Group("week", say("Due this week"), "", week, counts[2]),
        Group("later", say("Later"), "", later, counts[3] - sum(counts[:3])),
    ]


def _counts(actor: Actor, now: datetime, day_end: datetime, week_end: datetime) -> tuple[int, ...]:
    """Return how many of one's own are late, due today, due this week after today, open at all, and said no to."""
    if not register.sees_all(actor):
        return (0,) * 5
    given = {"person": actor.person_id or 0, "now": now, "day_end": day_end, "week_end": week_end}
    found = COUNTS.rows(**given, refused=now - LATELY)
    return found[0][1:] if found else (0,) * 5


def _counting(
    person: int, now: datetime, day_end: datetime, week_end: datetime, refused: datetime
) -> QuerySet[Commitment, Any]:
    no = Proposal.objects.filter(commitment=OuterRef("pk"), answer="no", answered_at__gt=refused)
    return (
        register.own_of(person)
        .values_list("owner_id")
        .annotate(
            late=Count("id", filter=Q(due_at__lt=now)),
            today=Count("id", filter=Q(due_at__gte=now, due_at__lt=day_end)),
            week=Count("id", filter=Q(due_at__gte=day_end, due_at__lt=week_end)),
            open=Count("id"),
            refused=Count("id", filter=Exists(no)),
        )
    )


COUNTS = Rows(_counting, ["person"], ["now", "day_end", "week_end", "refused"])
