"""What others owe us on a ticket, as drafts: the answer of a client, the promise of a supplier behind ours."""

from datetime import datetime

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments import models
from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.operations import Draft
from steadfast.apps.desk import queries
from steadfast.apps.desk.operations.holding import Held
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.stamp import Stamp, stamp, stamp_promise
from steadfast.domain.commitment.terms import Terms

LONGEST_WORDS = 300


def half_way(held: Held, expires_at: datetime) -> datetime | None:
    """Return when half of the open hours until an expiry have passed; None where it is not open at all until then."""
    hours = agreements.hours_of(queries.calendar_of(held.ticket))
    open_s = hours.worked(held.now, expires_at)
    return hours.due(held.now, open_s // 2) if open_s else None


def by_clause(held: Held, words: str, on_person_id: int | None) -> Draft | None:
    """Return what the ticket's agreement says that the client owes us when we ask; None where it says nothing."""
    version = held.ticket.agreement_version
    if version is None:
        return None
    terms = clauses.read(version.body).terms("answer", held.ticket.priority)
    if terms is None:
        return None
    calendar = queries.calendar_of(held.ticket)
    settled = register.settle(terms, calendar, version)
    return _answer(held, settled, stamp(terms, agreements.hours_of(calendar), held.now), words, on_person_id)


def by_yes(held: Held, words: str, due_at: datetime, on_person_id: int | None) -> Draft:
    """Return the answer that the client promised for an instant."""
    return _answer(held, *_at(held, "answer", due_at), words, on_person_id)


def of_supplier(held: Held, party_id: int, words: str, due_at: datetime, behind_id: int | None) -> Draft:
    """Return what a supplier or partner promised us for an instant; it stands behind what we owe the client."""
    ticket = held.ticket
    terms, stamped = _at(held, "promise", due_at)
    return Draft(
        kind="promise",
        what=words[:LONGEST_WORDS],
        debtor_id=party_id,
        creditor_id=PRACTICE_ID,
        creditor_person_id=ticket.owner_id,
        client_id=ticket.client_id,
        team_id=ticket.team_id,
        priority=ticket.priority,
        behind_id=behind_id,
        terms=terms,
        promised_at=held.now,
        stamp=stamped,
    )


def _at(held: Held, kind: str, due_at: datetime) -> tuple[models.Terms, Stamp]:
    """Return the terms and the stamp of a promise for an instant: no clause, it was said in a conversation."""
    terms = Terms(kind=kind, target_s=None, starts="promised", stops="done")
    calendar = queries.calendar_of(held.ticket)
    stamped = stamp_promise(terms, agreements.hours_of(calendar), held.now, max(due_at, held.now))
    return register.settle(terms, calendar, None), stamped


def _answer(held: Held, terms: models.Terms, stamped: Stamp, words: str, on_person_id: int | None) -> Draft:
    ticket = held.ticket
    return Draft(
        kind="answer",
        what=words[:LONGEST_WORDS] or "Answer",
        debtor_id=ticket.client_id,
        creditor_id=PRACTICE_ID,
        creditor_person_id=ticket.owner_id,
        client_id=ticket.client_id,
        team_id=ticket.team_id,
        owner_id=on_person_id or ticket.contact_id,
        priority=ticket.priority,
        terms=terms,
        promised_at=held.now,
        stamp=stamped,
    )
