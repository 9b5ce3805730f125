"""Waits: what the events of a subject tell of them, beside their rows, and since when an open one rests a clock."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.queries.clocks import waiting
from steadfast.domain.commitment.lifecycle import State
from steadfast.domain.commitment.stamp import Waiting, pausing
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.commitment.waits import fold
from steadfast.foundation.models import Event, Subject
from steadfast.foundation.verify import Finding

Told = Sequence[tuple[Event, Mapping[str, Any]]]


def told(events: Told) -> list[Waiting]:
    """Return the waits of a subject from its events, without their words: those are private."""
    return fold((event.kind, body) for event, body in events if event.kind.startswith("wait."))


def written(subjects: list[int]) -> dict[int, list[Waiting]]:
    """Return the waits of some subjects as their rows have them, in the order of the events, without their words."""
    found: dict[int, list[Waiting]] = {}
    for wait in Wait.objects.filter(subject_id__in=subjects).order_by("id"):
        value = waiting(wait)
        bare = Waiting(value.reason, value.since, value.until, value.expires_at)
        found.setdefault(wait.subject_id, []).append(bare)
    return found


def compare(subject: Subject, events: Told, rows: list[Waiting]) -> Iterator[Finding]:
    """Yield what the rows of a subject's waits say otherwise than its events."""
    said = told(events)
    for event_says, row_says in zip(said, rows, strict=False):
        if event_says != row_says:
            yield Finding(f"wait on {subject.label}", f"the row says {row_says}, its events say {event_says}")
    if len(said) != len(rows):
        yield Finding(f"waits on {subject.label}", f"{len(rows)} rows, its events tell of {len(said)}")


def resting_since(row: Commitment, state: State, waits: list[Waiting]) -> datetime | None:
    """Return since when the clock of a commitment rests, because a wait runs that its terms name; else None."""
    if row.closed_at is not None or row.terms is None or row.terms.target_s is None:
        return None
    return pausing(Terms.from_body(row.terms.body), waits, state.agreed)
