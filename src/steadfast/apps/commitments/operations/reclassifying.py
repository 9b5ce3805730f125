"""Reclassify: the ticket's priority changed, and with it the terms of what is open. Both due times are kept.

The new terms stand in the same version of the agreement and of the calendar as the old ones, and count from the same
start. What has no such clause, or a date that the creditor agreed to, keeps its due time and follows in name only.
"""

from datetime import datetime

from steadfast.apps.commitments.models import Commitment, Reclassification, Terms
from steadfast.apps.commitments.operations.apply import apply, state_of
from steadfast.apps.commitments.operations.restamp import restamp_under
from steadfast.apps.commitments.operations.settle import settle
from steadfast.domain.commitment import clauses, instants
from steadfast.domain.commitment.reclassified import dodged
from steadfast.domain.commitment.stamp import Waiting
from steadfast.foundation.actor import Actor


def reclassify(
    row: Commitment, waits: list[Waiting], *, to_priority: str, reason: str, actor: Actor, now: datetime
) -> Reclassification:
    """Judge an open commitment by the terms of another priority, and write down which due time it had before."""
    before, from_due = row.priority, row.due_at
    terms = terms_at(row, to_priority)
    if terms is not None:
        restamp_under(row, terms, waits, reason="priority", priority=to_priority, actor=actor, now=now)
    put_off = dodged(at=now, from_due=from_due, to_due=row.due_at)
    body = {
        "from_priority": before,
        "to_priority": to_priority,
        "from_due": instants.text(from_due),
        "to_due": instants.text(row.due_at),
        "dodged": put_off,
    }
    event = apply(
        row,
        state_of(row),
        "commitment.reclassified",
        body,
        at=now,
        actor=actor,
        now=now,
        private={"reason": reason},
        priority=to_priority,
    )
    return Reclassification.objects.create(
        commitment=row,
        at=now,
        from_priority=before,
        to_priority=to_priority,
        from_due=from_due,
        to_due=row.due_at,
        dodged=put_off,
        reason=reason,
        evidence_event=event,
    )


def terms_at(row: Commitment, priority: str) -> Terms | None:
    """Return the terms of another priority beside those that a commitment was made under, or None for no target."""
    if row.terms is None or row.terms.agreement_version is None:
        return None
    version = row.terms.agreement_version
    found = clauses.read(version.body).terms(row.kind, priority)
    return None if found is None else settle(found, row.terms.calendar_version, version)
