"""How a ticket changed hands, for its own page: the offers that wait, and what limbo, bounces and ping-pong it saw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries import offers
from steadfast.apps.commitments.queries.offers import Waiting
from steadfast.apps.commitments.queries.settled import settled
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.answering import calendar_of
from steadfast.apps.desk.queries.thread import Thread
from steadfast.domain.commitment import limbo
from steadfast.domain.commitment.limbo import Fact, Limbo
from steadfast.domain.working_time import Hours
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event


@dataclass(frozen=True, slots=True)
class Hands:
    """What the page of a ticket says of its hands. `limbo`: None for a reader outside, and for what was imported."""

    offers: list[Waiting]
    limbo: Limbo | None


NOTHING = Hands([], None)


def hands(ticket: Ticket, rows: Sequence[Commitment], told: Thread, actor: Actor, *, now: datetime) -> Hands:
    """Return the hands of a ticket; its facts are read where the thread leaves older ones out."""
    if actor.client_id is not None:
        return NOTHING
    waiting = offers.of_subject(told.handed.values(), actor, owner_id=ticket.owner_id, now=now)
    if ticket.batch_id is not None:
        return Hands(waiting, None)
    facts = events_of(ticket.pk) if told.facts is None else sorted(told.facts, key=lambda event: event.pk)
    return Hands(waiting, limbo.fold(facts_of(facts), hours_of(ticket, rows), now))


def events_of(ticket_id: int) -> list[Event]:
    """Return the events of a ticket that tell of its hands."""
    rows = Event.objects.filter(subject_id=ticket_id, kind__in=limbo.KINDS)
    return list(rows.select_related("text").order_by("id"))


def facts_of(events: Iterable[Event]) -> list[Fact]:
    """Return events as the domain folds them."""
    return [Fact(event.kind, event.at, event.actor_id, event.data) for event in events if event.kind in limbo.KINDS]


def hours_of(ticket: Ticket, rows: Sequence[Commitment]) -> Hours:
    """Return the hours of a ticket: those that its promises are counted on, else those of its agreement."""
    terms = next((row.terms_id for row in rows if row.direction == "ours" and row.terms_id is not None), None)
    return settled(terms).hours if terms is not None else agreements.hours_of(calendar_of(ticket))
