"""One chunk of tickets: names matched, ids taken, events appended, rows inserted; all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk.importing.apply import names as naming
from steadfast.apps.desk.importing.apply import rows
from steadfast.apps.desk.importing.apply.ground import Standard
from steadfast.apps.desk.importing.apply.names import Names
from steadfast.apps.desk.importing.apply.placed import Placed, placed
from steadfast.apps.desk.importing.apply.told import told
from steadfast.apps.desk.importing.log.history import TicketHistory
from steadfast.apps.desk.importing.plan.planning import Plan, PlannedTicket
from steadfast.apps.desk.importing.queries import known_keys
from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports.models import Batch
from steadfast.foundation import bulk, events, subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent


@dataclass(slots=True)
class TicketChunks:
    """The chunks of a plan of tickets, as the imports apply them.

    `standards` are the agreements by name, as rows. A ticket that another batch has brought already is left out.
    """

    plan: Plan
    names: Names
    standards: Mapping[str, Standard]
    left_out: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.plan.chunks

    def apply(self, number: int, batch: Batch, *, actor: Actor, now: datetime) -> None:
        """Write one chunk in the caller's transaction."""
        practice = naming.lock()
        tickets = self._new(self.plan.chunk(number), batch)
        joined = self._learn(tickets, actor=actor, now=now)
        chosen = self._place(tickets)
        proofs = _append(joined, chosen, self.names, actor=actor, now=now)
        _insert(chosen, proofs, batch.pk, practice.zone, now)

    def _new(self, tickets: Iterable[PlannedTicket], batch: Batch) -> list[PlannedTicket]:
        tickets = list(tickets)
        known = known_keys(batch.mapping, [ticket.history.key for ticket in tickets])
        self.left_out += sorted(known)
        return [ticket for ticket in tickets if ticket.history.key not in known]

    def _learn(self, tickets: Sequence[PlannedTicket], *, actor: Actor, now: datetime) -> list[NewEvent]:
        """Match all names of the chunk; return what is to be told of new contacts.

        Teams come first: their events lock the practice's chain, which has the lowest id of all.
        """
        names, histories = self.names, [ticket.history for ticket in tickets]
        names.learn_teams({history.team for history in histories if history.team}, actor=actor, now=now)
        names.learn_owners(_said(histories, "owner"), now=now)
        names.learn_clients(_clients(histories), actor=actor, now=now)
        contacts = {(history.client, history.contact) for history in histories if history.contact}
        return names.learn_contacts(contacts, now=now)

    def _place(self, tickets: Sequence[PlannedTicket]) -> list[Placed]:
        """Take numbers and ids for the tickets and their promises."""
        titled = [(ticket.history.title, self.names.client(ticket.history.client).chain_id) for ticket in tickets]
        opened = subjects.open_many("ticket", titled)
        ids = iter(bulk.reserve(Commitment, sum(ticket.promise is not None for ticket in tickets)))
        return [
            placed(ticket, subject, self.names, self._standard(ticket), next(ids) if ticket.promise else None)
            for ticket, subject in zip(tickets, opened, strict=True)
        ]

    def _standard(self, ticket: PlannedTicket) -> Standard | None:
        return self.standards[ticket.judge.name] if ticket.judge else None


def _said(histories: Sequence[TicketHistory], field: str) -> set[str]:
    """Return every name that the rows give a field, of their ticket or aside."""
    rows = (row for history in histories for row in history.rows)
    said = {value for row in rows for name, value in (*row.changes, *row.aside) if name == field}
    return {value for value in said if isinstance(value, str)}


def _clients(histories: Sequence[TicketHistory]) -> set[str]:
    """Return the clients of the tickets and all others whom their rows name: one may have had the ticket before."""
    return {history.client for history in histories} | _said(histories, "client")


def _append(
    before: Sequence[NewEvent], tickets: Sequence[Placed], names: Names, *, actor: Actor, now: datetime
) -> list[int | None]:
    """Append all events at once; return, for each ticket, the id of the event that proves its promise kept."""
    new = list(before)
    places: list[int | None] = []
    for ticket in tickets:
        own, proof = told(ticket, names)
        places.append(None if proof is None else len(new) + proof)
        new += own
    written = events.append_many(new, actor=actor, now=now, deliver=False)
    return [None if place is None else written[place].pk for place in places]


def _insert(tickets: Sequence[Placed], proofs: Sequence[int | None], batch_id: int, zone: str, now: datetime) -> None:
    bulk.insert(Ticket, rows.TICKET, [rows.ticket_row(ticket, batch_id) for ticket in tickets])
    bulk.insert(Wait, rows.WAIT, [row for ticket in tickets for row in rows.wait_rows(ticket)])
    promises = [
        rows.commitment_row(ticket, batch_id, proof, zone, now) for ticket, proof in zip(tickets, proofs, strict=True)
    ]
    bulk.insert(Commitment, rows.COMMITMENT, [row for row in promises if row is not None])
