"""A known ticket of which a newer export says more: what is told of that, and what its rows become."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.operations.apply import state_of
from steadfast.apps.desk.importing.apply import told
from steadfast.apps.desk.importing.apply.continued import Otherwise
from steadfast.apps.desk.importing.apply.names import Names
from steadfast.apps.desk.importing.apply.placed import Placed
from steadfast.apps.desk.importing.apply.turning import turned
from steadfast.apps.desk.importing.log.history import SourceRow
from steadfast.apps.desk.models import Ticket
from steadfast.domain.commitment.lifecycle import State
from steadfast.domain.commitment.stamp import Waiting
from steadfast.foundation.events import NewEvent


@dataclass(frozen=True, slots=True)
class Grown:
    """`row` as it stands, `placed` as it shall stand, the rows that are new, and its waits and its promise so far.

    `otherwise`: what it is called, for whom it is and how it came in, where that reads otherwise now.
    """

    row: Ticket
    placed: Placed
    fresh: tuple[SourceRow, ...]
    waits: tuple[Wait, ...]
    promise: Commitment | None
    otherwise: Otherwise

    @property
    def renewed(self) -> "State | None":
        """What the promise so far shall say; None where there is none, or none any more."""
        planned = self.placed.promise
        if self.promise is None or planned is None:
            return None
        stamp = planned.last.stamp
        before = state_of(self.promise)
        owner = before.owner if planned.done_at is not None and not before.is_open else self.placed.owner_id
        return State(
            kind=before.kind,
            debtor=before.debtor,
            creditor=before.creditor,
            owner=owner,
            promised_at=before.promised_at,
            due_at=stamp.due_at,
            warn_at=stamp.warn_at,
            first_due_at=before.first_due_at,
            felt_due_at=stamp.felt_due_at,
            terms=self.placed.terms(len(planned.stamps) - 1).digest,
            done_at=planned.done_at,
            closed_at=planned.done_at,
            closed_as="fulfilled" if planned.done_at else None,
        )

    def paired(self) -> Iterator[tuple[int | None, Wait | None, Waiting]]:
        """Yield each wait that there shall be, beside the place and row of the one that it continues."""
        rows = list(enumerate(self.waits))
        for wait in self.placed.plan.waits:
            while rows and not _continues(rows[0][1], wait) and rows[0][1].until == rows[0][1].since:
                rows.pop(0)  # void: it was undone
            if rows and _continues(rows[0][1], wait):
                yield (*rows.pop(0), wait)
            else:
                yield None, None, wait

    def told(self, batch_id: int, names: Names, new_id: int | None) -> Iterator[NewEvent]:
        """Yield the events, in order. `new_id`: the key of a promise that there was not before."""
        at = self.fresh[-1].at
        yield told.event(self.placed, "ticket.source_grew", at, self._read_otherwise(batch_id), self._called())
        for row in self.fresh:
            yield told.row(self.placed, row, names)
        for place, old, wait in self.paired():
            yield from self._wait(place, old, wait)
        yield from self._promise(at, new_id)

    def _read_otherwise(self, batch_id: int) -> dict[str, Any]:
        contact, channel = self.placed.contact_id, self.otherwise.channel
        body: dict[str, Any] = {"batch": batch_id}
        if contact != self.row.contact_id:
            body["contact"] = contact
        return body if channel is None else {**body, "channel": channel}

    def _called(self) -> dict[str, str]:
        return {} if self.otherwise.title is None else {"title": self.otherwise.title}

    def _wait(self, place: int | None, old: Wait | None, wait: Waiting) -> Iterator[NewEvent]:
        if old is None:
            kind, at = ("wait.recorded", wait.until) if wait.until else ("wait.begun", wait.since)
            yield told.event(self.placed, kind, at, told.wait(wait, self.placed))
        elif (old.until, old.expires_at) != (wait.until, wait.expires_at):
            ended = old.until is None and wait.until is not None
            body = told.wait(wait, self.placed) | {"on_person": old.on_person_id} | ({} if ended else {"place": place})
            kind = "wait.ended" if ended else "wait.corrected"
            yield told.event(self.placed, kind, wait.until or self.fresh[-1].at, body)

    def _promise(self, at: datetime, new_id: int | None) -> Iterator[NewEvent]:
        if self.promise is None:
            yield from told.promised(self.placed) if new_id else ()
            return
        wanted = self.renewed
        if wanted is None:
            private = {"words": "Its source gives it a priority that promises nothing."}
            yield self._of_promise("commitment.voided", at, {"closed_at": at}, private)
            return
        for kind, body in turned(state_of(self.promise), wanted, "source"):
            yield self._of_promise(kind, body.get("done_at", at), body)

    def _of_promise(
        self, kind: str, at: datetime, body: dict[str, Any], private: dict[str, str] | None = None
    ) -> NewEvent:
        row, commitment = self.row, self.promise.pk if self.promise else None
        return NewEvent(row.subject.chain_id, kind, at, row.pk, body, commitment, private or {})


def _continues(row: Wait, wait: Waiting) -> bool:
    return (row.reason, row.since) == (wait.reason, wait.since)
