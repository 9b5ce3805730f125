"""What we owe a client and what they owe us: the four numbers of 90 days, and what is open both ways.

The pure truth is steadfast.domain.commitment.numbers; the query restates it, and a test compares them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.db.models import Count, Q, QuerySet

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.models import AgreementVersion
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.queries import Shown, register
from steadfast.apps.commitments.queries.numbers import buckets
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.listing import NAMES, OWN, WITH, Line, lines
from steadfast.apps.desk.queries.tickets import visible_to
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows

DAYS = 90
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
    tickets = visible_to(actor).filter(client=client, closed_at=None).exclude(state="resolved")
    nearest = tickets.select_related(*WITH).only(*OWN, *NAMES).order_by("listed_at", "subject_id")[:TICKETS]
    return Standing(
        ours=ways["ours"],
        theirs=ways["theirs"],
        requests=list(_requests(tickets)),
        tickets=lines(list(nearest), actor, now=now),
        agreement=agreements.applies_to(client, now),
    )


def four_numbers(client: Client, actor: Actor, *, now: datetime) -> Mapping[str, FourNumbers]:
    """Return the numbers of what fell due in the last 90 days or is not judged yet, by direction."""
    rows = _between(client, actor).filter(due_at__gte=now - timedelta(days=DAYS))
    counts = {name: Count("pk", filter=where) for name, where in buckets(now).items()}
    found = rows.filter(direction__in=DIRECTIONS).order_by().values_list("direction").annotate(**counts)
    by_way = {way: FourNumbers(**dict(zip(counts, numbers, strict=True))) for way, *numbers in found}
    return {way: by_way.get(way, FourNumbers()) for way in DIRECTIONS}


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


def _requests(tickets: QuerySet[Ticket]) -> QuerySet[Wait]:
    """Return what we ask of the client without a promise of theirs."""
    asking = tickets.filter(state="waiting").values("pk")
    rows = Wait.objects.filter(subject__in=asking, until=None, reason="client", answer=None)
    return rows.select_related("subject", "on_person").order_by("expires_at", "id")[:LIMIT]
