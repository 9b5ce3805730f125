"""The rows of an imported ticket in the order of their tables' columns, for insertion in bulk."""

from datetime import datetime
from typing import Any

from steadfast.apps.desk.importing.apply.placed import Placed
from steadfast.apps.desk.importing.apply.told import WHAT
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.months import month_of
from steadfast.foundation.identifiers import uuid7

TICKET = (
    "subject_id", "kind", "client_id", "contact_id", "team_id", "owner_id", "agreement_version_id", "impact", "urgency",
    "priority", "channel", "category", "state", "version", "opened_at", "taken_at", "resolved_at", "closed_at",
    "first_closed_at", "reopened", "last_said_by", "next_due_at", "batch_id", "source_key", "source_owner",
    "source_kept", "source_reopened", "reassigned", "source_reassigned",
    "first_response_at", "source_digest", "source_told",
)  # fmt: skip
COMMITMENT = (
    "id", "uid", "kind", "what", "subject_id", "terms_id", "batch_id", "version", "debtor_id", "creditor_id",
    "creditor_person_id", "client_id", "owner_id", "team_id", "priority", "direction", "promised_at", "due_at",
    "warn_at", "first_due_at", "felt_due_at", "due_month", "waiting_since", "moves", "slip_s", "done_at", "closed_at",
    "closed_as", "evidence_event_id",
)  # fmt: skip
WAIT = ("subject_id", "reason", "words", "on_person_id", "since", "until", "expires_at")

WORDS = {
    "client": "Information from the client",
    "supplier": "The supplier",
    "problem": "The solution of a problem behind it",
    "evidence": "Evidence",
    "resolved": "resolved",
}


def ticket_row(ticket: Placed, batch_id: int, told_id: int) -> tuple[Any, ...]:
    """Return the row of the ticket itself; `told_id` is its last event."""
    history, promise, standard = ticket.plan.history, ticket.promise, ticket.standard
    nearest = promise.last.stamp.due_at if promise and promise.done_at is None else None
    return (
        ticket.subject_id, "incident", ticket.client.party_id, ticket.contact_id, ticket.team_id, ticket.owner_id,
        standard.version.pk if standard else None, history.impact, history.urgency,
        history.priority, history.channel, history.category, history.phase, 1, history.opened_at, ticket.taken_at,
        history.resolved_at, history.closed_at, history.first_closed_at, history.reopened, "", nearest,
        batch_id, history.key, history.owner or "", history.source_kept, history.source_reopened,
        history.reassigned, history.source_reassigned, history.first_response_at, history.digest, told_id,
    )  # fmt: skip


def commitment_row(
    ticket: Placed, batch_id: int, evidence_id: int | None, zone: str, now: datetime
) -> tuple[Any, ...] | None:
    """Return the row of the promise on a ticket, if there is one."""
    promise = ticket.promise
    if promise is None:
        return None
    due, party = promise.last.stamp.due_at, ticket.client.party_id
    return (
        ticket.commitment_id, uuid7(now), promise.judge_kind, WHAT, ticket.subject_id,
        ticket.terms(len(promise.stamps) - 1).pk, batch_id, 1, PRACTICE_ID, party,
        ticket.contact_id, party, ticket.owner_id, ticket.team_id, promise.priority, "ours",
        ticket.plan.history.opened_at, due, promise.last.stamp.warn_at,
        promise.stamps[0].stamp.due_at, promise.last.stamp.felt_due_at, month_of(due, zone), promise.waiting_since, 0,
        0, promise.done_at, promise.done_at, "fulfilled" if promise.done_at else None, evidence_id,
    )  # fmt: skip


def wait_rows(ticket: Placed) -> list[tuple[Any, ...]]:
    """Return the rows of the waits of a ticket, in the order in which they are told."""
    rows = []
    for wait in ticket.plan.waits:
        on_person = ticket.contact_id if wait.reason == "client" else None
        words = WORDS[wait.reason]
        rows.append((ticket.subject_id, wait.reason, words, on_person, wait.since, wait.until, wait.expires_at))
    return rows
