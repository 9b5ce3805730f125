"""Wait for the client or a supplier: it asks for something, until an expiry.

A request is not a commitment; their yes to a date makes it one (`answering`), or a clause of the agreement.
"""

from datetime import datetime
from functools import cache

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Wait
from steadfast.apps.desk import spent
from steadfast.apps.desk.operations import asking
from steadfast.apps.desk.operations.attaching import Files
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.apps.desk.operations.replying import say_in_public
from steadfast.apps.desk.operations.updating import promise_next
from steadfast.apps.identity.operations import name_supplier
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation.actor import SYSTEM, Actor
from steadfast.foundation.models import Subject
from steadfast.foundation.prepared import Rows


def wait(
    ticket_id: int,
    *,
    reason: str,
    words: str,
    expires_at: datetime,
    on_person_id: int | None = None,
    supplier: str = "",
    remind_at: datetime | None = None,
    text: str = "",
    files: Files = (),
    minutes: int | None = None,
    seen: Seen = UNSEEN,
    actor: Actor,
    now: datetime,
) -> None:
    """Wait for `words` until `expires_at`; `text` is said to the client first, when there is any.

    The owner is told to ask again at `remind_at`, else half way in open hours. What the agreement says that the client
    owes us when we ask is theirs at once; else it is a request.
    """
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        held.refuse_when("resolved", "closed")
        if text:
            say_in_public(held, text, files)
            promise_next(held)
        supplier_id = name_supplier(supplier, actor=actor, now=now).pk if supplier.strip() else None
        for subject in held.carrying():
            own = subject.pk == held.ticket.pk
            register.begin_wait(
                subject,
                reason=reason,
                words=words,
                expires_at=expires_at,
                on_person_id=on_person_id,
                on_party_id=supplier_id,
                remind_at=(remind_at or asking.half_way(held, expires_at)) if own else None,
                owed=asking.by_clause(held, words, on_person_id) if own and reason == "client" else None,
                actor=actor,
                now=now,
            )
        held.ticket.state = "waiting"
        spent.book(held.ticket, minutes, actor=actor, now=now)


def end_wait(ticket_id: int, *, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Stop waiting: its owner works on it again."""
    with hold(ticket_id, seen, actor=actor, now=now) as held:
        if open_wait(held) is None:
            raise Refused(say("It waits for nothing."))
        held.record("ticket.wait_ended")
        stop_waiting(held)


def stop_waiting(held: Held, *, at: datetime | None = None, reason: str | None = None) -> None:
    """End the wait in force, if there is one (and, where a reason is named, if it waits for that)."""
    waiting = open_wait(held)
    if waiting is None or reason not in (None, waiting.reason):
        return
    register.end_wait(held.ticket.subject, actor=held.actor, now=held.now, at=at)
    for subject in Subject.objects.filter(pk__in=held.joined).order_by("pk") if held.joined else []:
        register.end_wait(subject, actor=held.actor, now=held.now, at=at)
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


def open_wait(held: Held) -> Wait | None:
    """Return the wait in force; time between resolving and reopening is none."""
    return next(iter(_open_waits().rows(ticket=held.ticket.pk)), None)


@cache
def _open_waits() -> Rows[Wait]:
    rows = Wait.objects.filter(until=None).select_related("subject", "answer").order_by("pk")
    return Rows(lambda ticket: rows.filter(subject_id=ticket)[:1], ["ticket"])
