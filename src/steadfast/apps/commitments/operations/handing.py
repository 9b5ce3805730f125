"""Hand-overs as rows and events: an offer is written, then accepted, declined, taken back or overtaken.

The caller holds the subject. What is handed over, all that we owe on it or one promise, is in the row; who owns it
then is written by who accepts it here or for the whole subject (apps.desk).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from steadfast.apps.commitments.models import HandOver
from steadfast.apps.commitments.operations.asking import To, candidate
from steadfast.apps.identity import queries as identity
from steadfast.domain.commitment import hand_over, instants
from steadfast.domain.commitment.hand_over import Offer, Thing
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event, Subject

LONGEST = 300


def offer(
    subject: Subject,
    thing: Thing,
    to: To,
    reason: str,
    *,
    commitment_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> HandOver:
    """Offer a subject, or one commitment on it. Until somebody accepts nothing changes."""
    if actor.person_id is None:
        raise Refused(say("Only a person can hand something over."))
    decided = hand_over.offer(thing, candidate(to, now), reason, at=now, team=to.team_id)
    row = _row(subject, decided, reason, commitment_id, offered_by_id=actor.person_id)
    row.save(force_insert=True)
    told(row, "offered", actor=actor, now=now, private={"reason": row.reason})
    return row


def accept(row: HandOver, *, owner: int, team_id: int | None, actor: Actor, now: datetime) -> None:
    """Write that the actor accepts; `team_id` is the team that it belongs to from now on."""
    decided = hand_over.accept(_offer(row), actor.person_id or 0, answering(row, now), owner=owner, at=now)
    _answer(row, decided, "accepted", {"team": team_id}, actor=actor, now=now)


def decline(row: HandOver, words: str, *, actor: Actor, now: datetime) -> None:
    """Write that the actor declines, with their words."""
    decided = hand_over.decline(_offer(row), actor.person_id or 0, answering(row, now), words, at=now)
    row.words = words.strip()[:LONGEST]
    _answer(row, decided, "declined", {}, actor=actor, now=now, private={"words": row.words})


def take_back(row: HandOver, *, owner: int, actor: Actor, now: datetime) -> None:
    """Write that the offer is taken back by who made it, or by who answers for the thing."""
    offering = {key for key in (row.offered_by_id, row.from_person_id, owner) if key is not None}
    decided = hand_over.take_back(_offer(row), actor.person_id or 0, offering, at=now)
    _answer(row, decided, "taken_back", {}, actor=actor, now=now)


def overtake(subject_id: int, *, commitment_id: int | None = None, actor: Actor, now: datetime) -> None:
    """End the open offers of a subject, or of one commitment: it was taken, or closed, before anybody answered."""
    rows = HandOver.objects.select_for_update(of=("self",), no_key=True).select_related("subject")
    waiting = rows.filter(answered_at=None, subject_id=subject_id)
    if commitment_id is not None:
        waiting = waiting.filter(commitment_id=commitment_id)
    for row in waiting.order_by("id"):
        _answer(row, hand_over.overtake(_offer(row), at=now), "overtaken", {}, actor=actor, now=now)


def passed(
    subject: Subject,
    decided: Offer,
    reason: str,
    *,
    commitment_id: int | None,
    moved: list[int],
    actor: Actor,
    now: datetime,
) -> HandOver:
    """Write that work passed by the clock, to a deputy, back home, or to the next on duty; `moved`: the commitments."""
    row = _row(subject, decided, reason, commitment_id)
    row.answered_at, row.answer = now, "accepted"
    row.save(force_insert=True)
    body = {"commitments": moved}
    told(row, "passed", body, actor=actor, now=now, private={"reason": row.reason})
    return row


def open_offer(offer_id: int, subject_id: int) -> HandOver:
    """Return an open offer of a subject, locked; Refused when it was answered or is not there."""
    rows = HandOver.objects.select_for_update(of=("self",), no_key=True).select_related("subject")
    row = rows.filter(pk=offer_id, subject_id=subject_id).first()
    if row is None or row.answer:
        raise Refused(
            say("That offer was %(answer)s before.", answer=row.answer) if row else say("There is no such offer.")
        )
    return row


def offered_to(subject_id: int, commitment_id: int | None = None) -> str:
    """Return whom an open offer waits for that stands in the way of another one, by name; "" for none."""
    rows = HandOver.objects.filter(subject_id=subject_id, answered_at=None).select_related("to_person", "team")
    if commitment_id is not None:
        rows = rows.filter(Q(commitment=None) | Q(commitment_id=commitment_id))
    row = rows.order_by("id").first()
    return "" if row is None else row.whom


def answering(row: HandOver, now: datetime) -> set[int]:
    """Return who may answer: who was asked or stands in for them; of a team its duty owner of this moment."""
    if row.team is not None:
        return {identity.duty_owner_of(row.team, now).pk}
    return {row.to_person_id, identity.stands_in_for(row.to_person_id, now).person}


def _row(subject: Subject, decided: Offer, reason: str, commitment_id: int | None, **also: Any) -> HandOver:
    return HandOver(
        subject=subject,
        commitment_id=commitment_id,
        from_person_id=decided.from_person,
        to_person_id=decided.to_person,
        team_id=decided.team,
        absence_id=decided.absence,
        offered_at=decided.offered_at,
        reason=reason.strip()[:LONGEST],
        **also,
    )


def _offer(row: HandOver) -> Offer:
    return Offer(
        row.from_person_id, row.to_person_id, row.offered_at, row.team_id, row.absence_id, row.answered_at, row.answer
    )


def _answer(
    row: HandOver,
    decided: Offer,
    kind: str,
    body: Mapping[str, Any],
    *,
    actor: Actor,
    now: datetime,
    private: Mapping[str, str] | None = None,
) -> None:
    row.to_person_id, row.answered_at, row.answer = decided.to_person, decided.answered_at, decided.answer
    row.save(update_fields=["to_person", "answered_at", "answer", "words"])
    told(row, kind, body, actor=actor, now=now, private=private)


def told(
    row: HandOver,
    kind: str,
    body: Mapping[str, Any] | None = None,
    *,
    actor: Actor,
    now: datetime,
    private: Mapping[str, str] | None = None,
) -> Event:
    """Append an event of a hand-over. It is none of a commitment's own: who owns that then is told beside it."""
    data = {
        "hand_over": row.pk,
        "commitment": row.commitment_id,
        "from": row.from_person_id,
        "to": row.to_person_id,
        "team": row.team_id,
        "absence": row.absence_id,
        "offered_at": instants.text(row.offered_at),
        **(body or {}),
    }
    new = events.NewEvent(row.subject.chain_id, f"hand_over.{kind}", now, row.subject_id, data, None, private or {})
    return events.append(new, actor=actor, now=now)
