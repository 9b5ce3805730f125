"""Restamp: write anew the due times that a wait or a reopening changes. An event, not a renegotiation."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments import queries
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations.apply import apply, state_of
from steadfast.domain.commitment import instants
from steadfast.domain.commitment.lifecycle import State
from steadfast.domain.commitment.stamp import Stamp, Waiting, stamp
from steadfast.domain.commitment.terms import Terms
from steadfast.foundation.actor import Actor


def restamp(
    rows: Iterable[Commitment],
    waits: list[Waiting],
    *,
    reason: str,
    waiting_since: datetime | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Write the due times of open commitments after the waits of their subject changed."""
    for row in rows:
        new = _stamp(row, waits, None)
        if new is None:
            continue
        paused = waiting_since if row.terms and reason in row.terms.body["pauses_on"] else row.waiting_since
        if new.due_at == row.due_at and paused == row.waiting_since:
            continue
        _write(row, new, reason, actor=actor, now=now, waiting_since=paused)


def settled_due(row: Commitment, closed: State, *, actor: Actor, now: datetime) -> State:
    """Return the closing state with the due time that holds once no further wait can move it.

    While a wait runs, the due time assumes that it lasts to its expiry. Closing ends the clock, so the part of any
    wait after it is taken out again; the verdict is the same, the due time is the true one.
    """
    if closed.closed_at is None or (row.waiting_since is None and closed.closed_at >= now):
        return closed  # no wait reaches beyond now but the one that runs
    new = _stamp(row, queries.waits_of(row.subject_id), closed.closed_at)
    if new is None or new.due_at == row.due_at:
        return closed
    _write(row, new, "closed inside a wait", waiting_since=None, actor=actor, now=now)
    return replace(closed, due_at=new.due_at, warn_at=new.warn_at)


def _stamp(row: Commitment, waits: list[Waiting], closed_at: datetime | None) -> Stamp | None:
    if row.terms is None or row.terms.target_s is None or row.moves:
        return None
    terms = Terms.from_body(row.terms.body)
    return stamp(terms, agreements.hours_of(row.terms.calendar_version), row.promised_at, waits, closed_at)


def _write(
    row: Commitment, new: Stamp, reason: str, *, waiting_since: datetime | None, actor: Actor, now: datetime
) -> None:
    state = replace(state_of(row), due_at=new.due_at, warn_at=new.warn_at)
    body = {"due_at": instants.text(new.due_at), "warn_at": instants.text(new.warn_at), "reason": reason}
    apply(row, state, "commitment.restamped", body, at=now, actor=actor, now=now, waiting_since=waiting_since)
