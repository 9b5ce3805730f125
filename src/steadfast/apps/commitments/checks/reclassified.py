"""Changes of priority: each row against its event, the due times against those in force, and the priority itself."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from steadfast.apps.commitments.models import Commitment, Reclassification
from steadfast.domain.commitment import lifecycle
from steadfast.domain.commitment.instants import parse
from steadfast.domain.commitment.reclassified import dodged
from steadfast.foundation import events
from steadfast.foundation.models import Event
from steadfast.foundation.verify import Finding

KIND = "commitment.reclassified"
COLUMNS = ("from_priority", "to_priority", "from_due", "to_due", "dodged")

Own = Sequence[tuple[Event, Mapping[str, Any]]]


def written(subjects: list[int]) -> dict[int, list[Reclassification]]:
    """Return the changes of priority on some subjects, by commitment, in the order in which they were recorded."""
    found: dict[int, list[Reclassification]] = {}
    for row in Reclassification.objects.filter(commitment__subject_id__in=subjects).order_by("id"):
        found.setdefault(row.commitment_id, []).append(row)
    return found


def compare(where: str, row: Commitment, own: Own, rows: list[Reclassification]) -> Iterator[Finding]:
    """Yield what a commitment's priority and its changes say otherwise than its events."""
    told = [(event, body) for event, body in own if event.kind == KIND]
    if [event.pk for event, _ in told] != [change.evidence_event_id for change in rows]:
        yield Finding(where, f"{len(rows)} changes of its priority, its events tell of {len(told)}")
        return
    for (event, body), change in zip(told, rows, strict=True):
        yield from _differences(f"{change} on {where}", event, body, change, own)
    priority = told[-1][1]["to_priority"] if told else own[0][1].get("priority", row.priority)
    if priority != row.priority:
        yield Finding(where, f"priority is {row.priority}, its events say {priority}")


def _differences(
    where: str, event: Event, body: Mapping[str, Any], change: Reclassification, own: Own
) -> Iterator[Finding]:
    said = {name: parse(body[name]) if name.endswith("_due") else body[name] for name in COLUMNS} | {"at": event.at}
    for name, value in said.items():
        if getattr(change, name) != value:
            yield Finding(where, f"{name} is {getattr(change, name)}, its event says {value}")
    if not events.attests(event.text, "reason", change.reason):
        yield Finding(where, f"its reason is {change.reason!r}, its event holds the digest of other words")
    in_force = lifecycle.fold((e.kind, b) for e, b in own if e.pk < event.pk).due_at
    if change.to_due != in_force:
        yield Finding(where, f"to_due is {change.to_due}, the due time in force then was {in_force}")
    if change.dodged != dodged(at=change.at, from_due=change.from_due, to_due=change.to_due):
        yield Finding(where, "dodged does not follow from its due times")
