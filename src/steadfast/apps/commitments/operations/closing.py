"""Close a commitment: fulfilled by a fact, released by its creditor, withdrawn by its debtor, or void."""

from datetime import datetime

from steadfast.apps.commitments import queries
from steadfast.apps.commitments.models import Commitment, Words
from steadfast.apps.commitments.operations import handing
from steadfast.apps.commitments.operations.apply import apply, state_of
from steadfast.apps.commitments.operations.restamp import restamp, settled_due
from steadfast.domain.commitment import instants, lifecycle
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event

LONGEST = 300


def fulfil(row: Commitment, *, at: datetime, evidence: Event | None, actor: Actor, now: datetime) -> None:
    """Discharge it at `at`; `evidence` is the event that proves it. A wait that still runs is cut at `at`."""
    state = settled_due(row, lifecycle.fulfil(state_of(row), at=at), actor=actor, now=now)
    handing.overtake(row.subject_id, commitment_id=row.pk, actor=actor, now=now)
    body = {"done_at": instants.text(at), "evidence": evidence.pk if evidence else None}
    apply(
        row,
        state,
        "commitment.fulfilled",
        body,
        at=at,
        actor=actor,
        now=now,
        evidence_event=evidence,
        waiting_since=None,
    )


def release(row: Commitment, *, evidence: str, actor: Actor, now: datetime) -> None:
    """The creditor lets it go before it is due; `evidence` says how we know."""
    state = settled_due(row, lifecycle.release(state_of(row), at=now, evidence=evidence), actor=actor, now=now)
    _close(row, state, "commitment.released", evidence, actor=actor, now=now)


def withdraw(row: Commitment, *, reason: str, actor: Actor, now: datetime) -> None:
    """The debtor takes it back; it counts as broken."""
    state = settled_due(row, lifecycle.withdraw(state_of(row), at=now, reason=reason), actor=actor, now=now)
    _close(row, state, "commitment.withdrawn", reason, actor=actor, now=now)


def void(row: Commitment, *, reason: str, actor: Actor, now: datetime) -> None:
    """It was made in error; nobody is judged by it, and it stays to be seen with its reason."""
    state = lifecycle.void(state_of(row), at=now, reason=reason)
    _close(row, state, "commitment.voided", reason, actor=actor, now=now)


def revive(row: Commitment, *, actor: Actor, now: datetime) -> None:
    """What made it void was taken back; its clock runs on as its terms and waits say."""
    state = lifecycle.revive(state_of(row))
    apply(row, state, "commitment.revived", {}, at=now, actor=actor, now=now)
    restamp([row], queries.waits_of(row.subject_id), reason="revived", actor=actor, now=now)


def _close(row: Commitment, state: lifecycle.State, kind: str, words: str, *, actor: Actor, now: datetime) -> None:
    body = {"closed_at": instants.text(now)}
    text = words[:LONGEST]
    private = {"words": text}
    handing.overtake(row.subject_id, commitment_id=row.pk, actor=actor, now=now)
    event = apply(row, state, kind, body, at=now, actor=actor, now=now, private=private, waiting_since=None)
    Words.objects.create(event=event, commitment=row, text=text)
