"""Limbo of many tickets at once: their events folded by the domain, in three queries however many they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from json import loads

from django.db.models import Min

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries.settled import learn, settled
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.answering import calendar_of
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment import limbo
from steadfast.domain.commitment.limbo import Fact, Limbo
from steadfast.domain.working_time import Hours
from steadfast.foundation.models import Event

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class InLimbo:
    """A ticket with its limbo."""

    ticket: Ticket
    limbo: Limbo


def of_tickets(tickets: Sequence[Ticket], *, now: datetime) -> list[InLimbo]:
    """Return the limbo of tickets that were opened here; needs their subjects and agreements loaded."""
    found: list[InLimbo] = []
    for start in range(0, len(tickets), CHUNK):
        chunk = tickets[start : start + CHUNK]
        keys = [ticket.pk for ticket in chunk]
        facts, hours = dict(_facts(keys)), _hours(chunk, keys)
        found += [InLimbo(t, limbo.fold(facts.get(t.pk, []), hours[t.pk], now)) for t in chunk]
    return found


def _facts(keys: Sequence[int]) -> Iterator[tuple[int, list[Fact]]]:
    rows = Event.objects.filter(subject_id__in=keys, kind__in=limbo.KINDS).order_by("subject_id", "id")
    told = rows.values_list("subject_id", "kind", "at", "actor_id", "text__body")
    for key, group in groupby(told.iterator(chunk_size=5000), key=lambda row: row[0]):
        yield key or 0, [Fact(kind, at, who, loads(body)["data"]) for _, kind, at, who, body in group if body]


def _hours(tickets: Sequence[Ticket], keys: Sequence[int]) -> Mapping[int, Hours]:
    """Return the hours of each ticket: those of its first promise of ours, else those of its agreement."""
    ours = Commitment.objects.filter(subject_id__in=keys, debtor_id=PRACTICE_ID, terms__isnull=False).order_by()
    terms = dict(ours.values_list("subject_id").annotate(first=Min("terms_id")))
    learn(terms.values())
    return {
        ticket.pk: settled(terms[ticket.pk]).hours if ticket.pk in terms else agreements.hours_of(calendar_of(ticket))
        for ticket in tickets
    }
