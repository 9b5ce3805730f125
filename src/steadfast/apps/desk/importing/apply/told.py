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
    yield history.opened_at, OPENED, _event(ticket, "ticket.opened", history.opened_at, _opened(ticket, names), title)
    for row in history.rows:
        yield row.at, ROW, _row(ticket, row, names)
    for wait in ticket.plan.waits:
        kind, at = ("wait.recorded", wait.until) if wait.until else ("wait.begun", wait.since)
        yield at, WAITED, _event(ticket, kind, at, _wait(wait, ticket))
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
    yield at, PROMISED, _event(ticket, "commitment.promised", at, body, {"what": WHAT}, of_promise=True)
    for place, stamped in enumerate(promise.stamps[1:], 1):
        body = {**_stamp(stamped.stamp), "terms": ticket.terms(place).digest, "reason": stamped.reason}
        event = _event(ticket, "commitment.restamped", stamped.at, body, of_promise=True)
        yield stamped.at, RESTAMPED, event
    if promise.done_at is not None:
        body = {"done_at": promise.done_at, "evidence": None}
        event = _event(ticket, "commitment.fulfilled", promise.done_at, body, of_promise=True)
        yield promise.done_at, FULFILLED, event


def _row(ticket: Placed, row: SourceRow, names: Names) -> NewEvent:
    private = {"by": row.by} if row.by else {}
    body: dict[str, Any] = {"row": row.line, **_said(row.changes, names, private)}
    if row.aside:
        body["aside"] = _said(row.aside, names, private)
    if row.said_at is not None:
        body["said_at"] = row.said_at
    return _event(ticket, "ticket.source_row", row.at, body, private)


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


def _wait(wait: Waiting, ticket: Placed) -> dict[str, Any]:
    on_person = ticket.contact_id if wait.reason == "client" else None
    return {
        "reason": wait.reason,
        "since": wait.since,
        "until": wait.until,
        "expires_at": wait.expires_at,
        "on_person": on_person,
        "answer": None,
    }


def _stamp(stamp: Stamp) -> dict[str, Any]:
    return {"due_at": stamp.due_at, "warn_at": stamp.warn_at, "felt_due_at": stamp.felt_due_at}


def _event(
    ticket: Placed,
    kind: str,
    at: datetime,
    body: Mapping[str, Any],
    private: Mapping[str, str] | None = None,
    *,
    of_promise: bool = False,
) -> NewEvent:
    commitment = ticket.commitment_id if of_promise else None
    return NewEvent(ticket.client.chain_id, kind, at, ticket.subject_id, body, commitment, private or {})
