"""Reopen: what was done did not hold. The commitment runs on; the time in between is a wait named "resolved"."""

from datetime import datetime

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations.apply import apply, state_of
from steadfast.domain.commitment import lifecycle
from steadfast.foundation.actor import Actor


def reopen(row: Commitment, *, reason: str, actor: Actor, now: datetime) -> None:
    """Open it again; the caller restamps it once the time spent resolved is written as a wait."""
    state = lifecycle.reopen(state_of(row), at=now)
    apply(
        row,
        state,
        "commitment.reopened",
        {},
        at=now,
        actor=actor,
        now=now,
        private={"reason": reason},
        evidence_event=None,
    )
