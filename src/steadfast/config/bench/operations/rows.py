"""The rows of a ticket in the order of their tables' columns, for insertion in bulk."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.config.bench.operations.people import ZONE
from steadfast.config.bench.operations.placed import LEVELS, Placed, instant
from steadfast.config.bench.operations.told import OPENED, WAITED
from steadfast.domain.commitment.months import month_of
from steadfast.foundation.identifiers import uuid7

TICKET = (
    "subject_id", "kind", "client_id", "contact_id", "team_id", "owner_id", "agreement_version_id", "impact", "urgency",
    "priority", "channel", "category", "state", "version", "opened_at", "taken_at", "first_response_at", "resolved_at",
    "closed_at", "first_closed_at", "reopened", "last_said_at", "last_said_by", "next_due_at", "source_key",
    "source_owner",
)  # fmt: skip
COMMITMENT = (
    "id", "uid", "kind", "what", "subject_id", "terms_id", "version", "debtor_id", "creditor_id", "creditor_person_id",
    "client_id", "owner_id", "team_id", "priority", "direction", "promised_at", "due_at", "warn_at", "first_due_at",
    "felt_due_at", "due_month", "waiting_since", "moves", "slip_s", "done_at", "closed_at", "closed_as",
    "evidence_event_id",
)  # fmt: skip
MESSAGE = ("ticket_id", "kind", "author_id", "text", "at", "event_id")
WAIT = ("subject_id", "reason", "words", "on_person_id", "since", "until", "expires_at", "evidence_event_id")
Proofs = Mapping[object, int]


def ticket_row(ticket: Placed, team_id: int) -> tuple[Any, ...]:
    """Return the row of the ticket itself."""
    told = ticket.told
    impact, urgency = LEVELS[told.priority]
    resolved = instant(told.resolved) if told.resolved else None
    closed = instant(told.closed) if told.closed else None
    last = next((said for said in reversed(told.said) if said.kind != "inside"), None)
    return (
        ticket.subject.pk, "incident", ticket.client_id, ticket.contact.pk, team_id, ticket.owner.person_id,
        ticket.promises[0].terms.agreement_version_id, impact, urgency,
        told.priority, "mail", "", told.state, 1, ticket.opened_at, ticket.taken_at, ticket.replied_at, resolved,
        closed, closed, 0, instant(last.at) if last else ticket.opened_at,
        "us" if last and last.kind == "public" else "client",
        min((promise.last.due_at for promise in ticket.promises if promise.done is None), default=None), "", "",
    )  # fmt: skip


def commitment_rows(ticket: Placed, team_id: int, proofs: Proofs, now: datetime) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of its promises."""
    answer = next((said for said in ticket.told.said if said.kind == "public"), None)
    for promise in ticket.promises:
        proof = proofs.get(promise.id) or (proofs[answer] if answer and promise.done else None)
        yield (
            promise.id, uuid7(now), promise.kind, ticket.told.title, ticket.subject.pk, promise.terms.pk, 1,
            PRACTICE_ID, ticket.client_id, ticket.contact.pk, ticket.client_id, ticket.owner.person_id, team_id,
            ticket.told.priority, "ours", ticket.opened_at, promise.last.due_at, promise.last.warn_at,
            promise.first.due_at, promise.last.felt_due_at, month_of(promise.last.due_at, ZONE), promise.rests_since,
            0, 0, promise.done, promise.done, "fulfilled" if promise.done else None, proof,
        )  # fmt: skip


def message_rows(ticket: Placed, proofs: Proofs) -> Iterator[tuple[Any, ...]]:
    """Yield what was said, the opening first."""
    told, key, contact = ticket.told, ticket.subject.pk, ticket.contact.pk
    yield key, "heard", contact, told.text, ticket.opened_at, proofs[OPENED]
    for said in told.said:
        author = contact if said.kind == "heard" else ticket.owner.person_id
        yield key, said.kind, author, said.text, instant(said.at), proofs[said]


def wait_rows(ticket: Placed, proofs: Proofs) -> Iterator[tuple[Any, ...]]:
    """Yield the wait in force, if there is one."""
    wait = ticket.wait
    if wait is not None:
        proof = proofs[WAITED]
        yield (
            ticket.subject.pk, wait.reason, wait.words, ticket.contact.pk, wait.since, None, wait.expires_at, proof,
        )  # fmt: skip
