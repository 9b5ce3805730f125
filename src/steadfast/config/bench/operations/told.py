"""The events of one ticket in order, such as the operations of the desk and of the register append them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.config.bench.operations.people import People
from steadfast.config.bench.operations.placed import LEVELS, Placed, Promise, instant
from steadfast.config.bench.world import Said
from steadfast.domain.commitment.stamp import Stamp
from steadfast.foundation.events import NewEvent

VERBS = {"public": "ticket.replied", "inside": "ticket.noted", "heard": "ticket.heard"}
OPENED, WAITED = "opened", "waited"
Told = tuple[object, NewEvent]


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells a ticket. Each event comes with what it proves: a message, a promise by its id, OPENED, WAITED or None."""

    people: People

    def tell(self, ticket: Placed) -> Iterator[Told]:
        """Yield (what it proves, event)."""
        yield OPENED, self._opened(ticket)
        for promise in ticket.promises:
            yield None, self._promised(ticket, promise)
        if ticket.taken_at is not None:
            yield from self._taken(ticket, ticket.taken_at)
        for said in ticket.told.said:
            yield said, _said(ticket, said)
            yield from _fulfilled(ticket, ticket.promises[0], instant(said.at))
        if ticket.wait is not None:
            yield from _waited(ticket)
        if ticket.told.resolved is not None:
            at = instant(ticket.told.resolved)
            yield ticket.promises[1].id, _event(ticket, "ticket.resolved", at, {})
            yield from _fulfilled(ticket, ticket.promises[1], at)
        if ticket.told.closed is not None:
            body = {"by": ticket.contact.pk}
            yield None, _event(ticket, "ticket.confirmed", instant(ticket.told.closed), body)

    def _opened(self, ticket: Placed) -> NewEvent:
        impact, urgency = LEVELS[ticket.told.priority]
        body = {
            "number": ticket.subject.number,
            "kind": "incident",
            "impact": impact,
            "urgency": urgency,
            "priority": ticket.told.priority,
            "channel": "mail",
            "contact": ticket.contact.pk,
            "site": None,
            "team": self.people.team.pk,
            "owner": self.people.duty.person_id,
        }
        private = {"title": ticket.told.title, "text": ticket.told.text}
        return _event(ticket, "ticket.opened", ticket.opened_at, body, private=private)

    def _promised(self, ticket: Placed, promise: Promise) -> NewEvent:
        body = {
            "kind": promise.kind,
            "debtor": PRACTICE_ID,
            "creditor": ticket.client_id,
            "owner": self.people.duty.person_id,
            "promised_at": ticket.opened_at,
            "terms": promise.terms.digest,
            **_stamp(promise.first),
        }
        private = {"what": ticket.told.title}
        return _event(ticket, "commitment.promised", ticket.opened_at, body, promise.id, private)

    def _taken(self, ticket: Placed, at: datetime) -> Iterator[Told]:
        owner = ticket.owner.person_id
        yield None, _event(ticket, "ticket.taken", at, {"from": self.people.duty.person_id, "owner": owner})
        for promise in ticket.promises:
            yield None, _event(ticket, "commitment.reassigned", at, {"owner": owner}, promise.id)


def _said(ticket: Placed, said: Said) -> NewEvent:
    body: dict[str, Any] = {"to": ticket.contact.pk} if said.kind == "public" else {}
    if said.kind == "heard":
        body = {"by": ticket.contact.pk, "how": "mail", "answered": False}
    return _event(ticket, VERBS[said.kind], instant(said.at), body, private={"text": said.text})


def _fulfilled(ticket: Placed, promise: Promise, at: datetime) -> Iterator[Told]:
    """Yield its fulfilment when it was done at this instant."""
    if promise.done == at:
        body = {"done_at": at, "evidence": None}
        yield None, _event(ticket, "commitment.fulfilled", at, body, promise.id)


def _waited(ticket: Placed) -> Iterator[Told]:
    wait = ticket.wait
    assert wait is not None
    body = {
        "reason": wait.reason,
        "since": wait.since,
        "until": None,
        "expires_at": wait.expires_at,
        "on_person": ticket.contact.pk,
        "answer": None,
    }
    yield WAITED, _event(ticket, "wait.begun", wait.since, body, private={"words": wait.words})
    for promise in ticket.promises:
        if promise.rests_since is not None:
            body = {**_stamp(promise.last), "reason": wait.reason}
            yield None, _event(ticket, "commitment.restamped", wait.since, body, promise.id)


def _stamp(stamp: Stamp) -> dict[str, datetime]:
    return {"due_at": stamp.due_at, "warn_at": stamp.warn_at}


def _event(
    ticket: Placed,
    kind: str,
    at: datetime,
    body: Mapping[str, Any],
    commitment_id: int | None = None,
    private: Mapping[str, str] | None = None,
) -> NewEvent:
    return NewEvent(ticket.subject.chain_id, kind, at, ticket.subject.pk, body, commitment_id, private or {})
