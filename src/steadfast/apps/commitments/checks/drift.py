"""Drift: recompute every commitment from its events, its due time from terms and waits, and compare with the row.

Goes from subject to subject, so that a row that was taken away is missed, and a wait on which no promise hangs is read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, NamedTuple

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments.checks import pauses, reclassified
from steadfast.apps.commitments.models import Commitment, Reclassification
from steadfast.apps.commitments.operations.apply import state_of
from steadfast.apps.commitments.operations.promise import direction
from steadfast.apps.identity import queries as identity
from steadfast.domain.commitment import lifecycle
from steadfast.domain.commitment.lifecycle import State
from steadfast.domain.commitment.months import month_of
from steadfast.domain.commitment.stamp import Waiting, stamp, stamp_after
from steadfast.domain.commitment.terms import Terms
from steadfast.foundation import events
from steadfast.foundation.models import Event, Subject
from steadfast.foundation.verify import Finding

CHUNK = 1000
NAMES = {"owner": "owner_id", "debtor": "debtor_id", "creditor": "creditor_id"}
PROMISED = "commitment.promised"

Told = Sequence[tuple[Event, Mapping[str, Any]]]


class House(NamedTuple):
    """What is the same for every row: the practice's zone, and the client of each chain."""

    zone: str
    clients: Mapping[int, int]


def check() -> Iterator[Finding]:
    """Yield every commitment and wait whose row differs from what its events tell."""
    last, house = 0, _house()
    while subjects := list(Subject.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = subjects[-1].pk
        keys = [subject.pk for subject in subjects]
        told, rows, waits = events.read_many(keys), _rows(keys), pauses.written(keys)
        changes = reclassified.written(keys)
        for subject in subjects:
            mine = rows.get(subject.pk, [])
            yield from _gone(subject, told[subject.pk], mine)
            yield from pauses.compare(subject, told[subject.pk], waits.get(subject.pk, []))
            for row in mine:
                yield from compare(row, told[subject.pk], house, changes.get(row.pk, []))


def compare(row: Commitment, told: Told, house: House, changes: list[Reclassification]) -> Iterator[Finding]:
    """Yield what one row says otherwise than its events."""
    where = f"{row} ({row.kind} on {row.subject.label})"
    own = [(event, body) for event, body in told if event.commitment_id == row.pk]
    try:
        state = lifecycle.fold((event.kind, body) for event, body in own)
    except (KeyError, TypeError, ValueError) as error:
        yield Finding(where, f"its events do not tell its life: {error}")
        return
    yield from _differences(where, replace(state, agreed=None), state_of(row))  # moves have a check of their own
    yield from _columns(where, row, house)
    yield from reclassified.compare(where, row, own, changes)
    if not events.attests(own[0][0].text, "what", row.what):
        yield Finding(where, f"what is {row.what!r}, its events hold the digest of other words")
    if row.evidence_event_id is not None and all(event.pk != row.evidence_event_id for event, _ in told):
        yield Finding(where, f"evidence_event is {row.evidence_event_id}, which is no event of {row.subject.label}")
    yield from _timed(where, row, state, pauses.told(told))


def _columns(where: str, row: Commitment, house: House) -> Iterator[Finding]:
    """Yield the columns that follow from others and do not."""
    follows = {
        "direction": direction(row.debtor_id, row.creditor_id),
        "client_id": house.clients.get(row.subject.chain_id),
        "due_month": month_of(row.due_at, house.zone),
    }
    for name, value in follows.items():
        if getattr(row, name) != value:
            yield Finding(where, f"{name} is {getattr(row, name)}, it follows that it is {value}")


def _timed(where: str, row: Commitment, state: State, waits: list[Waiting]) -> Iterator[Finding]:
    """Yield what terms and waits say otherwise of the due time, and of since when the clock rests."""
    try:
        due, resting = _due(row, state, waits), pauses.resting_since(row, state, waits)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        yield Finding(where, f"its terms cannot be read: {error!r}")
        return
    if due is not None and due != row.due_at:
        yield Finding(where, f"due_at is {row.due_at}, its terms and waits give {due}")
    if resting != row.waiting_since:
        yield Finding(where, f"waiting_since is {row.waiting_since}, its terms and waits give {resting}")


def _differences(where: str, told: State, row: State) -> Iterator[Finding]:
    written = asdict(row)
    for name, value in asdict(told).items():
        if written[name] != value:
            yield Finding(where, f"{NAMES.get(name, name)} is {written[name]}, its events say {value}")


def _due(row: Commitment, state: State, waits: list[Waiting]) -> datetime | None:
    """Return the due time by terms and waits; None for a fixed instant, and for what is void: it keeps its last one."""
    if row.terms is None or row.terms.target_s is None or state.closed_as == "void":
        return None
    clause = Terms.from_body(row.terms.body)
    hours = agreements.hours_of(row.terms.calendar_version)
    if state.agreed is not None:
        return stamp_after(state.agreed, clause, hours, waits, state.closed_at).due_at
    return stamp(clause, hours, state.promised_at, waits, state.closed_at).due_at


def _gone(subject: Subject, told: Told, rows: list[Commitment]) -> Iterator[Finding]:
    """Yield the commitments of which events tell and that have no row."""
    there = {row.pk for row in rows}
    for event, body in told:
        if event.kind == PROMISED and event.commitment_id not in there:
            where = f"C-{event.commitment_id} ({body.get('kind', 'a promise')} on {subject.label})"
            yield Finding(where, "its events tell of it, its row is gone")


def _rows(subjects: list[int]) -> dict[int, list[Commitment]]:
    found: dict[int, list[Commitment]] = {}
    rows = Commitment.objects.filter(subject_id__in=subjects).select_related("subject", "terms__calendar_version")
    for row in rows.order_by("pk"):
        found.setdefault(row.subject_id, []).append(row)
    return found


def _house() -> House:
    try:
        zone = identity.practice().zone
    except identity.NotSetUp:
        zone = "UTC"
    return House(zone, dict(Client.objects.values_list("chain_id", "party_id")))
