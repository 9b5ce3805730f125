"""Reassign: another person answers. Offers and acceptance (hand-overs) stand above this."""

from dataclasses import replace
from datetime import datetime

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations.apply import apply, state_of
from steadfast.foundation.actor import Actor


def reassign(row: Commitment, *, owner_id: int, actor: Actor, now: datetime) -> None:
    """Make another person the one who answers for it; nothing happens when it is theirs already."""
    if row.owner_id == owner_id:
        return
    state = replace(state_of(row), owner=owner_id)
    apply(row, state, "commitment.reassigned", {"owner": owner_id}, at=now, actor=actor, now=now)
