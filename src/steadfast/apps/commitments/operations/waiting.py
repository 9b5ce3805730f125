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
from steadfast.domain.language import say
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
    on_party_id: int | None = None,
    remind_at: datetime | None = None,
    owed: Draft | None = None,
    actor: Actor,
    now: datetime,
) -> Wait:
    """Begin to wait until `expires_at` at the latest; the due times assume that it lasts that long.

    `owed` is what a clause of the agreement makes of it at once: a commitment of theirs, and no mere request.
    """
    if expires_at <= now:
        raise Refused(say("A wait needs an end that lies ahead."))
    if Wait.objects.filter(subject=subject, until=None).exists():
        raise Refused(say("It is waiting already; end that wait first."))
    wait = Wait(
        subject=subject,
        reason=reason,
        words=words,
        on_person_id=on_person_id,
        on_party_id=on_party_id,
        since=now,
        expires_at=expires_at,
        remind_at=remind_at,
    )
    if owed is not None:
        (wait.answer,) = promise(subject, [owed], actor=actor, now=now)
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


def remind(wait: Wait, *, again_at: datetime | None, actor: Actor, now: datetime) -> None:
    """Note that it was asked for again; `again_at` is when the owner is told the next time, None for never."""
    if wait.until is not None:
        raise Refused(say("The wait is over; there is nothing left to ask for."))
    wait.reminded += 1
    wait.remind_at = again_at
    _event(wait.subject, "wait.reminded", wait, actor=actor, now=now)
    wait.save(update_fields=["reminded", "remind_at"])


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
        raise Refused(say("The wait is over; there is nothing left to say yes to."))
    if wait.answer_id is not None:
        raise Refused(say("They have said yes already; a new date is a renegotiation."))
    if draft.stamp.due_at <= now:
        raise Refused(say("The date must lie ahead."))
    subject = wait.subject
    (commitment,) = promise(subject, [draft], actor=actor, now=now)
    wait.answer = commitment
    wait.expires_at, wait.remind_at = draft.stamp.due_at, None  # a date was given; nobody asks again before it
    _event(subject, "wait.answered", wait, actor=actor, now=now)
    wait.save(update_fields=["answer", "expires_at", "remind_at", "on_party"])
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
        "on_party": wait.on_party_id,
        "remind_at": instants.text(wait.remind_at) if wait.remind_at else None,
        "answer": wait.answer_id,
    }
    return events.append(
        events.NewEvent(
            chain_id=subject.chain_id, kind=kind, at=now, subject_id=subject.pk, body=body, private=private or {}
        ),
        actor=actor,
        now=now,
    )
