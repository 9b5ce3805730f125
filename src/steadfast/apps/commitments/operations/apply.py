"""Apply a decision to its row: the state that the domain returned, the version one up, the event beside it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.identity import queries as identity
from steadfast.domain.commitment.lifecycle import State
from steadfast.domain.commitment.months import month_of
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event


class Stale(Exception):
    """Somebody else changed the commitment meanwhile; load it again."""


def state_of(row: Commitment) -> State:
    """Return a row as the value that the domain decides on. Needs terms to be loaded."""
    return State(
        kind=row.kind,
        debtor=row.debtor_id,
        creditor=row.creditor_id,
        owner=row.owner_id,
        promised_at=row.promised_at,
        due_at=row.due_at,
        warn_at=row.warn_at,
        first_due_at=row.first_due_at,
        felt_due_at=row.felt_due_at,
        terms=row.terms.digest if row.terms else None,
        moves=row.moves,
        slip_s=row.slip_s,
        done_at=row.done_at,
        closed_at=row.closed_at,
        closed_as=row.closed_as,
    )


def apply(
    row: Commitment,
    state: State,
    kind: str,
    body: Mapping[str, Any],
    *,
    at: datetime,
    actor: Actor,
    now: datetime,
    private: Mapping[str, str] | None = None,
    **also: Any,
) -> Event:
    """Append the event and write the state onto the row; Stale when the row is not the one that was read."""
    event = events.append(
        events.NewEvent(
            chain_id=row.subject.chain_id,
            kind=kind,
            at=at,
            subject_id=row.subject_id,
            commitment_id=row.pk,
            body=body,
            private=private or {},
        ),
        actor=actor,
        now=now,
    )
    fields = {
        "owner_id": state.owner,
        "due_at": state.due_at,
        "warn_at": state.warn_at,
        "felt_due_at": state.felt_due_at,
        "moves": state.moves,
        "slip_s": state.slip_s,
        "done_at": state.done_at,
        "closed_at": state.closed_at,
        "closed_as": state.closed_as,
        **also,
    }
    if state.due_at != row.due_at:
        fields["due_month"] = month_of(state.due_at, identity.practice().zone)
    if not Commitment.objects.filter(pk=row.pk, version=row.version).update(**fields, version=F("version") + 1):
        raise Stale(say("%(row)s was changed by somebody else meanwhile", row=row))
    for name, value in {**fields, "version": row.version + 1}.items():
        setattr(row, name, value)
    return event
