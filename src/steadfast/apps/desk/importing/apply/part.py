"""The writing of one chunk: ids taken, all events appended at once, then the rows of new and of known tickets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk.importing.apply import grown_rows, rows
from steadfast.apps.desk.importing.apply.grown import Grown
from steadfast.apps.desk.importing.apply.names import Names
from steadfast.apps.desk.importing.apply.placed import Placed
from steadfast.apps.desk.importing.apply.told import told
from steadfast.apps.desk.models import Ticket
from steadfast.foundation import bulk, events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent


@dataclass(slots=True)
class Proof:
    """Places among the events of a part: of the row that proves a promise kept, and of a ticket's last event."""

    row: int | None
    last: int


@dataclass(slots=True)
class Part:
    """New tickets and known ones of which there is more to tell, in one transaction."""

    new: list[Placed]
    grown: list[Grown]
    batch_id: int
    names: Names

    def take_ids(self) -> None:
        """Take the keys of all promises that are made."""
        missing = [item.promise is None and item.placed.promise is not None for item in self.grown]
        ids = iter(bulk.reserve(Commitment, sum(item.promise is not None for item in self.new) + sum(missing)))
        self.new = [replace(item, commitment_id=next(ids)) if item.promise else item for item in self.new]
        self.grown = [
            replace(item, placed=replace(item.placed, commitment_id=next(ids))) if makes else item
            for item, makes in zip(self.grown, missing, strict=True)
        ]

    def write(self, before: Sequence[NewEvent], *, zone: str, actor: Actor, now: datetime) -> None:
        """Append the events, those of `before` first, and write the rows."""
        for item in self.grown:
            grown_rows.keep(item, self.batch_id)
        new = list(before)
        of_new = [self._tell(new, *told(item, self.names)) for item in self.new]
        of_grown = [self._tell_more(new, item) for item in self.grown]
        ids = [event.pk for event in events.append_many(new, actor=actor, now=now, deliver=False)]
        self._insert(ids, of_new, zone, now)
        for item, proof in zip(self.grown, of_grown, strict=True):
            evidence = None if proof.row is None else ids[proof.row]
            self._add_promise(item, evidence, zone, now)
            grown_rows.write(item, evidence_id=evidence, told_id=ids[proof.last], zone=zone, now=now)
        grown_rows.due_again([item.row.pk for item in self.grown])

    def _tell(self, new: list[NewEvent], own: list[NewEvent], proof: int | None) -> Proof:
        row = None if proof is None else len(new) + proof
        new += own
        return Proof(row, len(new) - 1)

    def _tell_more(self, new: list[NewEvent], item: Grown) -> Proof:
        own = list(item.told(self.batch_id, self.names, item.placed.commitment_id))
        done = item.placed.promise.done_at if item.placed.promise else None
        is_proof = (n for n, one in enumerate(own) if one.kind == "ticket.source_row" and one.at == done)
        return self._tell(new, own, next(is_proof, None))

    def _insert(self, ids: Sequence[int], proofs: Sequence[Proof], zone: str, now: datetime) -> None:
        both = list(zip(self.new, proofs, strict=True))
        bulk.insert(Ticket, rows.TICKET, [rows.ticket_row(item, self.batch_id, ids[at.last]) for item, at in both])
        bulk.insert(Wait, rows.WAIT, [row for item in self.new for row in rows.wait_rows(item)])
        promises = [
            rows.commitment_row(item, self.batch_id, None if at.row is None else ids[at.row], zone, now)
            for item, at in both
        ]
        bulk.insert(Commitment, rows.COMMITMENT, [row for row in promises if row is not None])

    def _add_promise(self, item: Grown, evidence_id: int | None, zone: str, now: datetime) -> None:
        row = rows.commitment_row(item.placed, self.batch_id, evidence_id, zone, now)
        if item.promise is None and row is not None:
            bulk.insert(Commitment, rows.COMMITMENT, [row])
