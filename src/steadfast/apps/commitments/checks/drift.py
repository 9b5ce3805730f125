"""Drift: recompute every commitment from its events, its due time from terms and waits, and compare with the row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from steadfast.apps.commitments import queries
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.operations.apply import state_of
from steadfast.apps.commitments.queries.clocks import waiting
from steadfast.apps.identity import queries as identity
from steadfast.domain.commitment import lifecycle
from steadfast.domain.commitment.lifecycle import State
from steadfast.domain.commitment.months import month_of
from steadfast.domain.commitment.stamp import Waiting, stamp
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.commitment.waits import fold
from steadfast.foundation import events
from steadfast.foundation.models import Event
from steadfast.foundation.verify import Finding

CHUNK = 1000
NAMES = {"owner": "owner_id", "debtor": "debtor_id", "creditor": "creditor_id"}

Told = Sequence[tuple[Event, Mapping[str, Any]]]


def check() -> Iterator[Finding]:
    """Yield every commitment and wait whose row differs from what its events tell."""
    last, zone = 0, _zone()
    while rows := _chunk(last):
        last = rows[-1].pk
        subjects = {row.subject_id for row in rows}
        told = events.read_many(subjects)
        written = _waits(subjects)
        for subject in sorted(subjects):
            yield from _compare_waits(subject, told[subject], written.get(subject, []))
        for row in rows:
            yield from compare(row, told[row.subject_id], zone)


def compare(row: Commitment, told: Told, zone: str) -> Iterator[Finding]:
    """Yield what one row says otherwise than its events."""
    where = f"{row} ({row.kind} on {row.subject.label})"
    own = [(event.kind, body) for event, body in told if event.commitment_id == row.pk]
    try:
        state = lifecycle.fold(own)
    except (KeyError, ValueError) as error:
        yield Finding(where, f"its events do not tell its life: {error}")
        return
    yield from _differences(where, state, state_of(row))
    if row.due_month != month_of(row.due_at, zone):
        yield Finding(where, f"due_month is {row.due_month}, its due time lies in {month_of(row.due_at, zone)}")
    due = _due(row, state, fold(_wait_events(told)))
    if due is not None and due != row.due_at:
        yield Finding(where, f"due_at is {row.due_at}, its terms and waits give {due}")


def _differences(where: str, told: State, row: State) -> Iterator[Finding]:
    said, written = asdict(told), asdict(row)
    for name, value in said.items():
        if written[name] != value:
            yield Finding(where, f"{NAMES.get(name, name)} is {written[name]}, its events say {value}")


def _due(row: Commitment, state: State, waits: list[Waiting]) -> datetime | None:
    """Return the due time by terms and waits; None for a fixed instant, and for what is void: it keeps its last one."""
    if row.terms is None or row.terms.target_s is None or state.moves or state.closed_as == "void":
        return None
    clause = Terms.from_body(row.terms.body)
    hours = queries.hours_of(row.terms.calendar_version)
    return stamp(clause, hours, state.promised_at, waits, state.closed_at).due_at


def _compare_waits(subject: int, told: Told, rows: list[Waiting]) -> Iterator[Finding]:
    said = fold(_wait_events(told))
    for event_says, row_says in zip(said, rows, strict=False):
        if event_says != row_says:
            yield Finding(f"wait on subject {subject}", f"the row says {row_says}, its events say {event_says}")
    if len(said) != len(rows):
        yield Finding(f"waits on subject {subject}", f"{len(rows)} rows, its events tell of {len(said)}")


def _wait_events(told: Told) -> list[tuple[str, Mapping[str, Any]]]:
    return [(event.kind, body) for event, body in told if event.kind.startswith("wait.")]


def _waits(subjects: set[int]) -> dict[int, list[Waiting]]:
    """Return the waits as rows, without their words: those are private, their digest lies in the event."""
    found: dict[int, list[Waiting]] = {}
    for wait in Wait.objects.filter(subject_id__in=subjects).order_by("id"):
        value = waiting(wait)
        bare = Waiting(value.reason, value.since, value.until, value.expires_at)
        found.setdefault(wait.subject_id, []).append(bare)
    return found


def _chunk(after: int) -> list[Commitment]:
    rows = Commitment.objects.filter(pk__gt=after).select_related("subject", "terms__calendar_version")
    return list(rows.order_by("pk")[:CHUNK])


def _zone() -> str:
    try:
        return identity.practice().zone
    except identity.NotSetUp:
        return "UTC"
