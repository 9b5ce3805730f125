"""What we owe a client and what they owe us: the four numbers of 90 days, and what is open both ways.

The pure truth is steadfast.domain.commitment.numbers; the query restates it, and a test compares them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.models import AgreementVersion
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.queries import Shown, register
from steadfast.apps.commitments.queries.numbers import buckets
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.listing import NAMES, OWN, WITH, Line, lines
from steadfast.apps.desk.queries.tickets import sees_all, visible_to
from steadfast.apps.desk.queries.tickets import shown as shown_tickets
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows

DAYS = 90
type Told[Row: Model] = Callable[[QuerySet[Ticket]], QuerySet[Row]]

LIMIT = 12  # open commitments each way, and requests
MOST = LIMIT + 1  # are read, to see whether there are more
TICKETS = 10
DIRECTIONS = ("ours", "theirs")


@dataclass(frozen=True, slots=True)
class Way:
    """One side of the street: its numbers, its open commitments by due time, and whether there are more."""

    numbers: FourNumbers
    rows: list[Shown]
    more: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Both sides, what we ask for without a promise, the open tickets, and the agreement in force."""

    ours: Way
    theirs: Way
    requests: list[Wait]
    tickets: list[Line]
    agreement: AgreementVersion | None


def standing(client: Client, actor: Actor, *, now: datetime) -> Standing:
    """Return how a client and we stand, as the actor may see it."""
    numbers = four_numbers(client, actor, now=now)
    open_rows = {way: _open(client, actor, way) for way in DIRECTIONS}
    drawn = iter(commitments.shown([*open_rows["ours"], *open_rows["theirs"]], now=now, zone=actor.zone))
    shown = {way: [next(drawn) for _ in open_rows[way]] for way in DIRECTIONS}
    ways = {way: Way(numbers[way], shown[way][:LIMIT], len(shown[way]) > LIMIT) for way in DIRECTIONS}
    return Standing(
        ours=ways["ours"],
        theirs=ways["theirs"],
        requests=_for(actor, client, _requests, _requests_rows),
        tickets=lines(_for(actor, client, _nearest, _nearest_rows), actor, now=now),
        agreement=agreements.applies_to(client, now),
    )


def four_numbers(client: Client, actor: Actor, *, now: datetime) -> Mapping[str, FourNumbers]:
    """Return the numbers of what fell due in the last 90 days or is not judged yet, by direction."""
    since = now - timedelta(days=DAYS)
    if register.sees_all(actor):
        found: Iterable[Sequence[Any]] = _counted_rows().rows(client=client.pk, since=since, now=now)
    else:
        found = _counted(_between(client, actor), since, now)
    by_way = {way: FourNumbers(**dict(zip(buckets(now), numbers, strict=True))) for way, *numbers in found}
    return {way: by_way.get(way, FourNumbers()) for way in DIRECTIONS}


@cache
def _counted_rows() -> Rows[tuple[Any, ...]]:
    def build(client: int, since: datetime, now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
        return _counted(_owed(register.shown_rows(), client), since, now)

    return Rows(build, ["client"], ["since", "now"])


def _counted(rows: QuerySet[Commitment], since: datetime, now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    counts = {name: Count("pk", filter=where) for name, where in buckets(now).items()}
    fell = rows.filter(due_at__gte=since, direction__in=DIRECTIONS).order_by()
    return fell.values_list("direction").annotate(**counts)


def _between(client: Client, actor: Actor) -> QuerySet[Commitment]:
    """Return what is owed between a client and us; what a supplier promised us for them is no debt of theirs."""
    return _owed(commitments.visible_to(actor), client.pk)


def _owed(rows: QuerySet[Commitment], client_id: int) -> QuerySet[Commitment]:
    return rows.filter(Q(direction="ours") | Q(debtor_id=client_id), client_id=client_id)


def _open(client: Client, actor: Actor, way: str) -> list[Commitment]:
    if register.sees_all(actor):
        return _open_rows(way).rows(client=client.pk)
    return list(_told(_between(client, actor), way))


@cache
def _open_rows(way: str) -> Rows[Commitment]:
    return Rows(lambda client: _told(_owed(register.shown_rows(), client), way), ["client"])


def _told(rows: QuerySet[Commitment], way: str) -> QuerySet[Commitment]:
    return rows.filter(direction=way, closed_at=None).select_related("subject", "owner").order_by("due_at", "id")[:MOST]


def _for[Row: Model](actor: Actor, client: Client, told: Told[Row], prepared: Callable[[], Rows[Row]]) -> list[Row]:
    """Return what is told of a client's tickets that wait for something; `prepared`: the same for who sees them all."""
    if sees_all(actor):
        return prepared().rows(client=client.pk)
    return list(told(_unresolved(visible_to(actor), client.pk)))


def _unresolved(rows: QuerySet[Ticket], client_id: int) -> QuerySet[Ticket]:
    return rows.filter(client_id=client_id, closed_at=None).exclude(state="resolved")


@cache
def _nearest_rows() -> Rows[Ticket]:
    return Rows(lambda client: _nearest(_unresolved(shown_tickets(), client)), ["client"])


def _nearest(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    return tickets.select_related(*WITH).only(*OWN, *NAMES).order_by("listed_at", "subject_id")[:TICKETS]


@cache
def _requests_rows() -> Rows[Wait]:
    return Rows(lambda client: _requests(_unresolved(shown_tickets(), client)), ["client"])


def _requests(tickets: QuerySet[Ticket]) -> QuerySet[Wait]:
    """Return what we ask of the client without a promise of theirs."""
    asking = tickets.filter(state="waiting").values("pk")
    rows = Wait.objects.filter(subject__in=asking, until=None, reason="client", answer=None)
    return rows.select_related("subject", "on_person").order_by("expires_at", "id")[:LIMIT]
