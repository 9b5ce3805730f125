"""Promise something by an instant: a next update, or whatever was said in a conversation. It counts like any other."""

from datetime import datetime

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.operations import Draft
from steadfast.apps.desk import queries
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.stamp import stamp_promise
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

LONGEST_WORDS = 300
VISIT = "visit"


def promise(
    ticket_id: int,
    *,
    what: str,
    due_at: datetime,
    visit: bool = False,
    seen: Seen = UNSEEN,
    actor: Actor,
    now: datetime,
) -> None:
    """Record "I promise …": the actor owes it to the client by `due_at`. A visit: the actor is there by then."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        held.refuse_when("closed")
        held.record("ticket.promised", {}, what=what)
        drafted = draft(held, VISIT if visit else "promise", what, due_at, stops="done", owner_id=actor.person_id)
        register.promise(held.ticket.subject, [drafted], actor=actor, now=now)


def promise_update(held: Held, due_at: datetime) -> None:
    """Promise the next update by `due_at`; the owner of the ticket answers for it."""
    drafted = draft(held, "next update", "Next update", due_at, stops="replied", owner_id=None)
    register.promise(held.ticket.subject, [drafted], actor=held.actor, now=held.now)


def draft(held: Held, kind: str, what: str, due_at: datetime, *, stops: str, owner_id: int | None) -> Draft:
    """Return a promise of ours for a fixed instant on the calendar of the ticket's agreement."""
    if due_at <= held.now:
        raise Refused(say("A promise needs a time that lies ahead."))
    ticket = held.ticket
    terms = Terms(kind=kind, target_s=None, starts="promised", stops=stops)
    calendar = queries.calendar_of(ticket)
    return Draft(
        kind=kind,
        what=what[:LONGEST_WORDS],
        debtor_id=PRACTICE_ID,
        creditor_id=ticket.client_id,
        creditor_person_id=ticket.contact_id,
        client_id=ticket.client_id,
        team_id=ticket.team_id,
        owner_id=owner_id or queries.answerable(ticket, held.now),
        priority=ticket.priority,
        terms=register.settle(terms, calendar, None),  # no clause: it was said in a conversation
        promised_at=held.now,
        stamp=stamp_promise(terms, agreements.hours_of(calendar), held.now, due_at),
    )
