"""One chunk of tickets: names matched, ids taken, events appended, rows inserted; all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.desk.importing.apply import names as naming
from steadfast.apps.desk.importing.apply.ground import Standard
from steadfast.apps.desk.importing.apply.growing import Footing, plan_growth
from steadfast.apps.desk.importing.apply.grown import Grown
from steadfast.apps.desk.importing.apply.names import Names
from steadfast.apps.desk.importing.apply.part import Part
from steadfast.apps.desk.importing.apply.placed import Placed, placed
from steadfast.apps.desk.importing.log.history import TicketHistory
from steadfast.apps.desk.importing.plan.planning import Plan, PlannedTicket
from steadfast.apps.desk.importing.queries import Known, known, worked_on
from steadfast.apps.imports.models import Batch
from steadfast.foundation import subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent


@dataclass(slots=True)
class TicketChunks:
    """The chunks of a plan of tickets, as the imports apply them.

    A ticket that is known is laid beside what is known of it, and only what is new is written. `source` names the
    system, `leads` whether it still has the last word: else a ticket that somebody here worked on is left alone.
    """

    plan: Plan
    footing: Footing
    source: str
    leads: bool

    @property
    def count(self) -> int:
        return self.plan.chunks

    @property
    def names(self) -> Names:
        return self.footing.names

    def apply(self, number: int, batch: Batch, *, actor: Actor, now: datetime) -> None:
        """Write one chunk in the caller's transaction."""
        practice = naming.lock()
        new, changed, kept = self._sorted(self.plan.chunk(number))
        joined = self._learn([*new, *changed.values()], actor=actor, now=now)
        grown = self._grow(changed, now=now)
        part = Part(self._place(new), grown, batch.pk, self.names)
        part.take_ids()
        part.write(joined, zone=practice.zone, actor=actor, now=now)
        _tally(batch, rows_added=sum(len(item.fresh) for item in grown), kept=len(kept), grown=len(grown))

    def _sorted(
        self, tickets: Iterable[PlannedTicket]
    ) -> tuple[list[PlannedTicket], dict[int, PlannedTicket], set[int]]:
        """Return the tickets that are new, by subject those that are known and say something else, and those left."""
        by_key = {ticket.history.key: ticket for ticket in tickets}
        here = known(self.source, by_key)
        changed = {here[key].subject_id: one for key, one in by_key.items() if self._changed(here.get(key), one)}
        told = {one.subject_id: one.told for one in here.values() if one.subject_id in changed}
        kept = set() if self.leads or not told else worked_on(told)
        new = [one for key, one in by_key.items() if key not in here]
        return new, {key: one for key, one in changed.items() if key not in kept}, kept

    @staticmethod
    def _changed(here: Known | None, ticket: PlannedTicket) -> bool:
        return here is not None and here.digest != ticket.history.digest

    def _grow(self, changed: Mapping[int, PlannedTicket], *, now: datetime) -> list[Grown]:
        """Return what is new of known tickets; one that only writes the same otherwise is noted as read."""
        found = plan_growth(changed, self.footing, now=now) if changed else []
        for item in found:
            if not item.fresh:
                item.row.source_digest = item.placed.plan.history.digest
                item.row.save(update_fields=["source_digest"])
        return [item for item in found if item.fresh]

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
        """Take numbers for new tickets."""
        titled = [(ticket.history.title, self.names.client(ticket.history.client).chain_id) for ticket in tickets]
        opened = subjects.open_many("ticket", titled) if titled else []
        pairs = zip(tickets, opened, strict=True)
        return [placed(ticket, subject, self.names, self._standard(ticket)) for ticket, subject in pairs]

    def _standard(self, ticket: PlannedTicket) -> Standard | None:
        return self.footing.standards[ticket.judge.name] if ticket.judge else None


def _said(histories: Sequence[TicketHistory], field: str) -> set[str]:
    """Return every name that the rows give a field, of their ticket or aside."""
    rows = (row for history in histories for row in history.rows)
    said = {value for row in rows for name, value in (*row.changes, *row.aside) if name == field}
    return {value for value in said if isinstance(value, str)}


def _clients(histories: Sequence[TicketHistory]) -> set[str]:
    """Return the clients of the tickets and all others whom their rows name: one may have had the ticket before."""
    return {history.client for history in histories} | _said(histories, "client")


def _tally(batch: Batch, **counts: int) -> None:
    """Add to what the batch has done to tickets that were known; the caller saves it with its part."""
    batch.counts = batch.counts | {name: batch.counts.get(name, 0) + count for name, count in counts.items()}
