"""The board: who is here today, on what they are, what they hold that is late or due; who is to be where;
and what nobody has taken.

People stand by name. What they are on is what their clock says, else the ticket that they have open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments.models import Commitment, HandOver
from steadfast.apps.commitments.queries import register
from steadfast.apps.desk.models import Presence, Ticket
from steadfast.apps.desk.operations.promising import VISIT
from steadfast.apps.desk.queries import tickets as desk
from steadfast.apps.hours.models import Timer
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Absence, Person, Team
from steadfast.apps.identity.queries import duty
from steadfast.domain.commitment.duty.roster import on_duty
from steadfast.domain.working_time import Hours
from steadfast.foundation import moments
from steadfast.foundation.actor import Actor

WORKS = "tickets.work"
SEEN = timedelta(minutes=5)  # how long a page that was open says where somebody is
AHEAD = timedelta(days=7)  # of visits
MOST, WAITING = 100, 25  # people, and tickets that nobody has taken


@dataclass(frozen=True, slots=True)
class Row:
    """A member today. `on`: the ticket that they are on; `since`: their clock's start, None for a page that is open."""

    person: Person
    away: Absence | None
    duties: Sequence[str]
    on: Ticket | None
    since: datetime | None
    late: int
    due: int
    leaves: datetime | None
    here: bool


@dataclass(frozen=True, slots=True)
class Board:
    """All rows, the visits of the next days, and the tickets that nobody has taken, those due first before."""

    rows: Sequence[Row]
    visits: Sequence[Commitment]
    waiting: Sequence[Ticket]
    more: int


def board(actor: Actor, now: datetime) -> Board:
    """Return the board of a reader, in nine queries whatever the number of people."""
    people = list(identity.members_with(WORKS)[:MOST])
    keys = [person.pk for person in people]
    away = {row.person_id: row for row in _away(keys, now)}
    duties, on = _duties(now), _on(keys, now, actor)
    holds = _holds(keys, now, actor)
    hours = agreements.usual_hours()
    rows = [_row(person, now, hours, away, duties, on, holds) for person in people]
    waiting = list(_untaken(actor)[: WAITING + 1])
    return Board(rows, _visits(actor, now), waiting[:WAITING], max(len(waiting) - WAITING, 0))


def _row(
    person: Person,
    now: datetime,
    hours: Hours | None,
    away: Mapping[int, Absence],
    duties: Mapping[int, Sequence[str]],
    on: Mapping[int, tuple[Ticket | None, datetime | None]],
    holds: Mapping[int, tuple[int, int]],
) -> Row:
    ticket, since = on.get(person.pk, (None, None))
    late, due = holds.get(person.pk, (0, 0))
    absent = away.get(person.pk)
    opened = hours is not None and hours.open_at(now)
    leaves = hours.closes(now) if hours is not None and opened else None
    return Row(person, absent, duties.get(person.pk, ()), ticket, since, late, due, leaves, absent is None and opened)


def _visits(actor: Actor, now: datetime) -> list[Commitment]:
    """Return who is to be where until in a week, the next one first; what is late stays until it is told."""
    rows = register.visible_to(actor).filter(kind=VISIT, direction="ours", closed_at=None, due_at__lt=now + AHEAD)
    return list(rows.select_related("owner", "client", "subject").order_by("due_at", "pk")[:MOST])


def _away(keys: list[int], now: datetime) -> list[Absence]:
    rows = Absence.objects.filter(person_id__in=keys, cancelled_at=None, starts_at__lte=now, ends_at__gt=now)
    return list(rows.select_related("deputy"))


def _duties(now: datetime) -> dict[int, list[str]]:
    """Return the teams for which somebody is on duty now, by person."""
    roster, found = duty.roster(now), dict[int, list[str]]()
    for key, name in Team.objects.order_by("name").values_list("pk", "name"):
        found.setdefault(on_duty(key, roster).person, []).append(name)
    return found


def _on(keys: list[int], now: datetime, actor: Actor) -> dict[int, tuple[Ticket | None, datetime | None]]:
    """Return what people are on: by their clock, else by the page that they have open."""
    clocks = Timer.objects.filter(person_id__in=keys).select_related("ticket__subject", "ticket__client")
    found: dict[int, tuple[Ticket | None, datetime | None]] = {}
    pages = Presence.objects.filter(person_id__in=keys, seen_at__gt=now - SEEN).order_by("seen_at")
    for page in pages.select_related("ticket__subject", "ticket__client"):
        found[page.person_id] = page.ticket, None
    found |= {clock.person_id: (clock.ticket, clock.started_at) for clock in clocks}
    return found if desk.sees_all(actor) else {}


def _holds(keys: list[int], now: datetime, actor: Actor) -> dict[int, tuple[int, int]]:
    """Return how much each holds of ours that is late, and that falls due until their day ends."""
    end = now.astimezone(moments.zone_of(actor.zone)).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(
        days=1
    )
    rows = register.visible_to(actor).filter(owner_id__in=keys, closed_at=None, direction="ours").order_by()
    counted = rows.values_list("owner_id").annotate(
        late=Count("id", filter=Q(due_at__lt=now)), due=Count("id", filter=Q(due_at__gte=now, due_at__lt=end))
    )
    return {owner: (late, due) for owner, late, due in counted if owner is not None}


def _untaken(actor: Actor) -> QuerySet[Ticket]:
    """Return the tickets that nobody has taken, with whether somebody is asked already."""
    asked = HandOver.objects.filter(subject=OuterRef("pk"), answered_at=None)
    rows = desk.visible_to(actor).filter(taken_at=None, state__in=desk.UNRESOLVED, closed_at=None, batch=None)
    rows = rows.select_related("subject", "client", "owner", "team").annotate(offered=Exists(asked))
    return rows.order_by("listed_at", "pk")
