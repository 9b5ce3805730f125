"""Tickets of the world in bulk: chunk by chunk, and in each chunk owner by owner, who are the actors of the events."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched, groupby

from django.db import transaction

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.operations import settle
from steadfast.apps.desk.models import Message, Ticket
from steadfast.config.bench import world
from steadfast.config.bench.operations import rows
from steadfast.config.bench.operations.people import People
from steadfast.config.bench.operations.placed import KINDS, Ground, Placed
from steadfast.config.bench.operations.told import Teller
from steadfast.domain.commitment import clauses
from steadfast.foundation import bulk, events, subjects

CHUNK = 4000


def bring_in(told: Iterable[world.Ticket], people: People, *, now: datetime) -> None:
    """Write the tickets with messages, promises, waits and events."""
    ground = _ground(people, now)
    for chunk in batched(told, CHUNK):
        with transaction.atomic():
            _write(_place(chunk, ground), people, now)


def _ground(people: People, now: datetime) -> Ground:
    version = people.agreement.versions.select_related("calendar").latest("no")
    calendar, agreed = agreements.current_version(version.calendar), clauses.read(version.body)
    terms = {}
    for kind in KINDS:
        for priority in world.PRIORITIES:
            clause = agreed.terms(kind, priority)
            assert clause is not None
            terms[kind, priority] = clause, settle(clause, calendar, version)
    return Ground(people, agreements.hours_of(calendar), terms, now)


def _place(chunk: Sequence[world.Ticket], ground: Ground) -> list[Placed]:
    chains = [client.chain_id for client in ground.people.clients]
    opened = subjects.open_many("ticket", [(ticket.title, chains[ticket.client]) for ticket in chunk])
    ids = batched(bulk.reserve(Commitment, len(KINDS) * len(chunk)), len(KINDS))
    return [ground.place(*row) for row in zip(chunk, opened, ids, strict=True)]


def _write(tickets: Sequence[Placed], people: People, now: datetime) -> None:
    bulk.insert(Ticket, rows.TICKET, [rows.ticket_row(ticket, people.team.pk) for ticket in tickets])
    by_owner = sorted(tickets, key=lambda ticket: ticket.owner.person_id or 0)
    for owner, own in groupby(by_owner, key=lambda ticket: ticket.owner):
        mine, teller = list(own), Teller(people)
        told = [(ticket, proves, event) for ticket in mine for proves, event in teller.tell(ticket)]
        written = events.append_many([event for _, _, event in told], actor=owner, now=now, deliver=False)
        proofs: dict[int, dict[object, int]] = {ticket.subject.pk: {} for ticket in mine}
        for (ticket, proves, _), event in zip(told, written, strict=True):
            proofs[ticket.subject.pk][proves] = event.pk
        _insert(mine, proofs, people.team.pk, now)


def _insert(tickets: Sequence[Placed], proofs: dict[int, dict[object, int]], team_id: int, now: datetime) -> None:
    pairs = [(ticket, proofs[ticket.subject.pk]) for ticket in tickets]
    commitments = [row for ticket, own in pairs for row in rows.commitment_rows(ticket, team_id, own, now)]
    bulk.insert(Commitment, rows.COMMITMENT, commitments)
    bulk.insert(Message, rows.MESSAGE, [row for ticket, own in pairs for row in rows.message_rows(ticket, own)])
    bulk.insert(Wait, rows.WAIT, [row for ticket, own in pairs for row in rows.wait_rows(ticket, own)])
