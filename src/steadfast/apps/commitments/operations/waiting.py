"""Wait: one interval per subject. It pauses the clocks whose terms name its reason, and asks something of somebody.

A request is not a commitment: it becomes one by the debtor's recorded yes (`say_yes`).
"""

from datetime import datetime

from steadfast.apps.commitments import queries
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.operations.promise import Draft, promise
from steadfast.apps.commitments.operations.restamp import restamp
from steadfast.domain.commitment import instants
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event, Subject


def begin_wait(
    subject: Subject,
    *,
    reason: str,
    words: str,
    expires_at: datetime,
    on_person_id: int | None,
    actor: Actor,
    now: datetime,
) -> Wait:
    """Begin to wait until `expires_at` at the latest; the due times assume that it lasts that long."""
    if expires_at <= now:
        raise Refused("A wait needs an end that lies ahead.")
    if Wait.objects.filter(subject=subject, until=None).exists():
        raise Refused("It is waiting already; end that wait first.")
    wait = Wait(
        subject=subject, reason=reason, words=words, on_person_id=on_person_id, since=now, expires_at=expires_at
    )
    wait.evidence_event = _event(subject, "wait.begun", wait, actor=actor, now=now, private={"words": words})
    wait.save(force_insert=True)
    _restamp(subject, reason, actor=actor, now=now)
    return wait


def end_wait(subject: Subject, *, actor: Actor, now: datetime, at: datetime | None = None) -> Wait | None:
    """End the wait of a subject, if there is one, at `at` (now), never after its expiry; its clocks run on from there.

    Nobody agreed to wait any longer, so a sweep that comes late, or a click after the expiry, lengthens no promise.
    """
    wait = Wait.objects.filter(subject=subject, until=None).first()
    if wait is None:
        return None
    wait.until = max(min(at or now, wait.expires_at), wait.since)
    _event(subject, "wait.ended", wait, actor=actor, now=now)
    wait.save(update_fields=["until"])
    _restamp(subject, wait.reason, actor=actor, now=now)
    return wait


def record_resolved(subject: Subject, *, since: datetime, actor: Actor, now: datetime) -> Wait:
    """Write the time between resolving and reopening as a wait of its own kind."""
    wait = Wait(subject=subject, reason="resolved", since=since, until=now, expires_at=now, words="resolved")
    wait.evidence_event = _event(subject, "wait.recorded", wait, actor=actor, now=now)
    wait.save(force_insert=True)
    _restamp(subject, "resolved", actor=actor, now=now)
    return wait


def say_yes(wait: Wait, draft: Draft, *, actor: Actor, now: datetime) -> Commitment:
    """Record the debtor's yes to a date: the request becomes their commitment, and the wait lasts until then."""
    if wait.until is not None or wait.expires_at <= now:
        raise Refused("The wait is over; there is nothing left to say yes to.")
    if wait.answer_id is not None:
        raise Refused("They have said yes already; a new date is a renegotiation.")
    if draft.stamp.due_at <= now:
        raise Refused("The date must lie ahead.")
    subject = wait.subject
    (commitment,) = promise(subject, [draft], actor=actor, now=now)
    wait.answer = commitment
    wait.expires_at = draft.stamp.due_at
    _event(subject, "wait.answered", wait, actor=actor, now=now)
    wait.save(update_fields=["answer", "expires_at"])
    _restamp(subject, wait.reason, actor=actor, now=now)
    return commitment


def _restamp(subject: Subject, reason: str, *, actor: Actor, now: datetime) -> None:
    rows = queries.open_ours_of(subject.pk)
    waits = queries.waits_of(subject.pk)
    restamp(rows, waits, reason=reason, actor=actor, now=now)


def _event(
    subject: Subject, kind: str, wait: Wait, *, actor: Actor, now: datetime, private: dict[str, str] | None = None
) -> Event:
    body = {
        "reason": wait.reason,
        "since": instants.text(wait.since),
        "until": instants.text(wait.until) if wait.until else None,
        "expires_at": instants.text(wait.expires_at),
        "on_person": wait.on_person_id,
        "answer": wait.answer_id,
    }
    return events.append(
        events.NewEvent(
            chain_id=subject.chain_id, kind=kind, at=now, subject_id=subject.pk, body=body, private=private or {}
        ),
        actor=actor,
        now=now,
    )
