"""Restamp: write anew the due times that a wait, a reopening or other terms change. An event, not a renegotiation."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments import models, queries
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations.apply import apply, state_of
from steadfast.domain.commitment import instants
from steadfast.domain.commitment.lifecycle import State
from steadfast.domain.commitment.stamp import Agreed, Stamp, Waiting, pausing, stamp, stamp_after
from steadfast.domain.commitment.terms import Terms
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event


def restamp(
    rows: Iterable[Commitment],
    waits: list[Waiting],
    *,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Write the due times of open commitments after the waits of their subject changed."""
    for row in rows:
        new = _stamp(row, waits, None)
        if new is None:
            continue
        resting = resting_since(row, waits)
        if new.due_at == row.due_at and resting == row.waiting_since:
            continue
        _write(row, new, reason, actor=actor, now=now, waiting_since=resting)


def restamp_under(
    row: Commitment,
    terms: models.Terms,
    waits: list[Waiting],
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    priority: str,
) -> Event | None:
    """Judge an open commitment by other terms from its start on; a date that the creditor agreed to stays.

    Return the event, or None where nothing changes: the same terms, a fixed instant, a moved commitment.
    """
    if row.terms is None or row.terms_id == terms.pk or row.terms.target_s is None or row.moves:
        return None
    new = stamp_of(row, terms, waits)
    row.terms = terms
    resting = resting_since(row, waits)
    return _write(row, new, reason, actor=actor, now=now, waiting_since=resting, terms=terms, priority=priority)


def stamp_of(row: Commitment, terms: models.Terms, waits: list[Waiting]) -> Stamp:
    """Return what an open commitment would be stamped with under other terms; nothing is written."""
    clause = Terms.from_body(terms.body)
    return stamp(clause, agreements.hours_of(terms.calendar_version), row.promised_at, waits)


def resting_since(row: Commitment, waits: list[Waiting]) -> datetime | None:
    """Return since when the clock of an open commitment rests, because a wait runs that its terms name; else None."""
    if row.terms is None or row.terms.target_s is None:
        return None
    return pausing(Terms.from_body(row.terms.body), waits, _agreed(row))


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
    if row.terms is None or row.terms.target_s is None:
        return None
    terms, hours = Terms.from_body(row.terms.body), agreements.hours_of(row.terms.calendar_version)
    agreed = _agreed(row)
    if agreed is not None:
        return stamp_after(agreed, terms, hours, waits, closed_at)
    return stamp(terms, hours, row.promised_at, waits, closed_at)


def _agreed(row: Commitment) -> Agreed | None:
    return queries.agreed_on([row.pk]).get(row.pk) if row.moves else None


def _write(
    row: Commitment,
    new: Stamp,
    reason: str,
    *,
    waiting_since: datetime | None,
    actor: Actor,
    now: datetime,
    terms: models.Terms | None = None,
    priority: str | None = None,
) -> Event:
    """Write a due time and its event; other terms come with their digest, and change how the creditor feels it."""
    state = replace(state_of(row), due_at=new.due_at, warn_at=new.warn_at)
    body = {"due_at": instants.text(new.due_at), "warn_at": instants.text(new.warn_at), "reason": reason}
    also: dict[str, Any] = {}
    if terms is not None:
        state = replace(state, felt_due_at=new.felt_due_at, terms=terms.digest)
        body |= {"felt_due_at": instants.text(new.felt_due_at), "terms": terms.digest}
        also = {"terms_id": terms.pk, "priority": row.priority if priority is None else priority}
    return apply(
        row, state, "commitment.restamped", body, at=now, actor=actor, now=now, waiting_since=waiting_since, **also
    )
