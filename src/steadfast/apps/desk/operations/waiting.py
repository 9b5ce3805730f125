"""Wait for the client or a supplier: it asks for something, until an expiry.

A request is not a commitment; their yes to a date makes it one.
"""

from datetime import datetime

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Wait
from steadfast.apps.commitments.operations import Draft
from steadfast.apps.desk import queries
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.desk.operations.replying import say_in_public
from steadfast.apps.desk.operations.updating import promise_next
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.stamp import stamp_promise
from steadfast.domain.commitment.terms import Terms
from steadfast.foundation.actor import SYSTEM, Actor


def wait(
    ticket_id: int,
    *,
    reason: str,
    words: str,
    expires_at: datetime,
    on_person_id: int | None = None,
    text: str = "",
    seen: Seen = UNSEEN,
    actor: Actor,
    now: datetime,
) -> None:
    """Wait for `words` until `expires_at`; `text` is said to the client first, when there is any."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        held.refuse_when("resolved", "closed")
        if text:
            say_in_public(held, text)
            promise_next(held)
        register.begin_wait(
            held.ticket.subject,
            reason=reason,
            words=words,
            expires_at=expires_at,
            on_person_id=on_person_id,
            actor=actor,
            now=now,
        )
        held.ticket.state = "waiting"


def end_wait(ticket_id: int, *, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Stop waiting: its owner works on it again."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        if open_wait(held) is None:
            raise Refused("It waits for nothing.")
        held.record("ticket.wait_ended")
        stop_waiting(held)


def stop_waiting(held: Held, *, at: datetime | None = None, reason: str | None = None) -> None:
    """End the wait in force, if there is one (and, where a reason is named, if it waits for that)."""
    waiting = open_wait(held)
    if waiting is None or reason not in (None, waiting.reason):
        return
    register.end_wait(held.ticket.subject, actor=held.actor, now=held.now, at=at)
    if held.ticket.state == "waiting":
        held.ticket.state = "in progress"


def expire_wait(ticket_id: int, *, now: datetime) -> bool:
    """End a wait whose expiry has passed, as of that expiry; tell whether there was one."""
    with hold(ticket_id, UNSEEN, actor=SYSTEM, now=now) as held:
        waiting = open_wait(held)
        if waiting is None or waiting.expires_at > now:
            held.idle = True
            return False
        held.record("ticket.wait_expired", {"reason": waiting.reason})
        stop_waiting(held, at=waiting.expires_at)
        return True


def say_yes(
    ticket_id: int, *, due_at: datetime, words: str = "", seen: Seen = UNSEEN, actor: Actor, now: datetime
) -> None:
    """Record the client's yes to a date: what we asked for becomes their commitment."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        waiting = open_wait(held)
        if waiting is None or waiting.reason != "client":
            raise Refused("We ask nothing of the client now; wait for something first.")
        register.say_yes(waiting, _answer(held, waiting, words or waiting.words, due_at), actor=actor, now=now)


def open_wait(held: Held) -> Wait | None:
    """Return the wait in force; time between resolving and reopening is none."""
    return Wait.objects.filter(subject_id=held.ticket.pk, until=None).select_related("subject", "answer").first()


def _answer(held: Held, waiting: Wait, words: str, due_at: datetime) -> Draft:
    ticket = held.ticket
    terms = Terms(kind="answer", target_s=None, starts="promised", stops="done")
    calendar = queries.calendar_of(ticket)
    return Draft(
        kind="answer",
        what=words[:300] or "Answer",
        debtor_id=ticket.client_id,
        creditor_id=PRACTICE_ID,
        creditor_person_id=ticket.owner_id,
        client_id=ticket.client_id,
        team_id=ticket.team_id,
        owner_id=waiting.on_person_id or ticket.contact_id,
        priority=ticket.priority,
        terms=register.settle(terms, calendar, None),  # no clause: it was said in a conversation
        promised_at=held.now,
        stamp=stamp_promise(terms, agreements.hours_of(calendar), held.now, max(due_at, held.now)),
    )
