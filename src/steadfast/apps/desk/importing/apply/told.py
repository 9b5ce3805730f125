"""What is told of an imported ticket, as events in the order in which it happened.

Each row of the source is one event "ticket.source_row". The promise, its restamps and its end, and the waits are told
by the same events as those of a ticket that was worked here, so that the same fold recomputes them.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from steadfast.apps.desk.importing.apply.names import Names
from steadfast.apps.desk.importing.apply.placed import Placed
from steadfast.apps.desk.importing.log.history import Changes, SourceRow
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.stamp import Stamp, Waiting
from steadfast.foundation.events import NewEvent

WHAT = "Resolution"
OPENED, PROMISED, ROW, WAITED, RESTAMPED, FULFILLED = range(6)  # the order of what happened at the same instant
PERSONAL = ("contact", "title")  # who is a person of a client, and what they wrote, enters as a digest

Told = tuple[datetime, int, NewEvent]


def told(ticket: Placed, names: Names) -> tuple[list[NewEvent], int | None]:
    """Return the events of a ticket in order, and the place among them of the row that proves the promise kept."""
    everything = sorted(_told(ticket, names), key=lambda item: item[:2])
    done = ticket.promise.done_at if ticket.promise else None
    proof = next((n for n, (at, rank, _) in enumerate(everything) if rank == ROW and at == done), None)
    return [event for _, _, event in everything], proof


def _told(ticket: Placed, names: Names) -> Iterator[Told]:
    history = ticket.plan.history
    title = {"title": ticket.subject.title}
    yield history.opened_at, OPENED, event(ticket, "ticket.opened", history.opened_at, _opened(ticket, names), title)
    for said in history.rows:
        yield said.at, ROW, row(ticket, said, names)
    for waited in ticket.plan.waits:
        kind, at = ("wait.recorded", waited.until) if waited.until else ("wait.begun", waited.since)
        yield at, WAITED, event(ticket, kind, at, wait(waited, ticket))
    yield from _promised(ticket)


def _opened(ticket: Placed, names: Names) -> dict[str, Any]:
    history = ticket.plan.history
    return {
        "number": ticket.subject.number,
        "kind": "incident",
        "priority": history.priorities[0].value,
        "channel": history.channel,
        "contact": ticket.contact_id,
        "imported": names.mapping,
        "reassigned": 0,
        "row": history.line,
    }


def promised(ticket: Placed) -> Iterator[NewEvent]:
    """Yield the life of the promise on a ticket, in order."""
    yield from (event for _, _, event in _promised(ticket))


def _promised(ticket: Placed) -> Iterator[Told]:
    promise, at = ticket.promise, ticket.plan.history.opened_at
    if promise is None:
        return
    body = {
        "kind": promise.judge_kind,
        "debtor": PRACTICE_ID,
        "creditor": ticket.client.party_id,
        "owner": ticket.owner_id,
        "promised_at": at,
        "terms": ticket.terms(0).digest,
        **_stamp(promise.stamps[0].stamp),
    }
    yield at, PROMISED, event(ticket, "commitment.promised", at, body, {"what": WHAT}, of_promise=True)
    for place, stamped in enumerate(promise.stamps[1:], 1):
        body = {**_stamp(stamped.stamp), "terms": ticket.terms(place).digest, "reason": stamped.reason}
        yield stamped.at, RESTAMPED, event(ticket, "commitment.restamped", stamped.at, body, of_promise=True)
    if promise.done_at is not None:
        body = {"done_at": promise.done_at, "evidence": None}
        done = event(ticket, "commitment.fulfilled", promise.done_at, body, of_promise=True)
        yield promise.done_at, FULFILLED, done


def row(ticket: Placed, said: SourceRow, names: Names) -> NewEvent:
    """Return the event of one row of the source."""
    private = {"by": said.by} if said.by else {}
    body: dict[str, Any] = {"row": said.line, **_said(said.changes, names, private)}
    if said.aside:
        body["aside"] = _said(said.aside, names, private)
    if said.said_at is not None:
        body["said_at"] = said.said_at
    return event(ticket, "ticket.source_row", said.at, body, private)


def _said(changes: Changes, names: Names, private: dict[str, str]) -> dict[str, Any]:
    """Return what a row says, by field; who is a person of a client goes into `private` instead."""
    body: dict[str, Any] = {}
    for field, value in changes:
        if field == "owner":
            owner = names.owner(value if isinstance(value, str) else None)
            body[field] = owner.person_id if owner else None
        elif field in PERSONAL and isinstance(value, str):
            private[field] = value
        else:
            body[field] = value
    return body


def wait(waited: Waiting, ticket: Placed) -> dict[str, Any]:
    """Return the body of an event of a wait."""
    on_person = ticket.contact_id if waited.reason == "client" else None
    return {
        "reason": waited.reason,
        "since": waited.since,
        "until": waited.until,
        "expires_at": waited.expires_at,
        "on_person": on_person,
        "answer": None,
    }


def _stamp(stamp: Stamp) -> dict[str, Any]:
    return {"due_at": stamp.due_at, "warn_at": stamp.warn_at, "felt_due_at": stamp.felt_due_at}


def event(
    ticket: Placed,
    kind: str,
    at: datetime,
    body: Mapping[str, Any],
    private: Mapping[str, str] | None = None,
    *,
    of_promise: bool = False,
) -> NewEvent:
    """Return an event of a ticket, or of the promise on it."""
    commitment = ticket.commitment_id if of_promise else None
    return NewEvent(ticket.client.chain_id, kind, at, ticket.subject_id, body, commitment, private or {})
