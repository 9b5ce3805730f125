"""Hand-overs: every row against what its events tell, its words against their digests, and none without the other."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from steadfast.apps.commitments.models import HandOver
from steadfast.domain.commitment import instants
from steadfast.foundation import events
from steadfast.foundation.models import Event
from steadfast.foundation.verify import Finding

CHUNK = 1000
ANSWERS = {
    "hand_over.offered": "",
    "hand_over.accepted": "accepted",
    "hand_over.declined": "declined",
    "hand_over.taken_back": "taken back",
    "hand_over.overtaken": "overtaken",
    "hand_over.passed": "accepted",
}


def check() -> Iterator[Finding]:
    """Yield every hand-over whose row differs from its events, and every one of which only events tell."""
    found = Event.objects.filter(kind__in=ANSWERS).select_related("text", "subject").order_by("subject_id", "id")
    seen: set[int] = set()
    for subject_id, events_of in groupby(found.iterator(chunk_size=CHUNK), key=lambda event: event.subject_id):
        rows = {row.pk: row for row in HandOver.objects.filter(subject=subject_id).select_related("subject")}
        seen |= rows.keys()
        yield from _compare(rows, list(events_of))
    for row in HandOver.objects.select_related("subject").order_by("pk").iterator(chunk_size=CHUNK):
        if row.pk not in seen:
            yield Finding(_name(row), "no event tells of it")


def _compare(rows: dict[int, HandOver], told: list[Event]) -> Iterator[Finding]:
    by_key: dict[int, list[Event]] = {}
    for event in told:
        by_key.setdefault(event.data.get("hand_over", 0), []).append(event)
    for key, own in by_key.items():
        if key and key not in rows:
            yield Finding(f"hand-over {key} of {own[0].subject}", "its events tell of it, its row is gone")
    for key, row in rows.items():
        yield from (Finding(_name(row), what) for what in _faults(row, by_key.get(key, [])))


def _faults(row: HandOver, own: list[Event]) -> Iterator[str]:
    if not own:
        yield "no event tells of it"
        return
    for name, value in fold(own).items():
        if getattr(row, name) != value:
            yield f"{name} is {getattr(row, name)!r}, its events say {value!r}"
    first, last = own[0], own[-1]
    if "reason" in first.data and not events.attests(first.text, "reason", row.reason):
        yield "its reason is not the one that was recorded"
    if "words" in last.data and not events.attests(last.text, "words", row.words):
        yield "its words are not those that were recorded"


def fold(own: list[Event]) -> dict[str, Any]:
    """Return the columns of a hand-over as its events tell them, in order; an accepted one names who accepted."""
    first, last = own[0], own[-1]
    data = first.data
    answered = last.kind != "hand_over.offered"
    return {
        "subject_id": first.subject_id,
        "commitment_id": data["commitment"],
        "from_person_id": data["from"],
        "to_person_id": last.data["to"],
        "team_id": data["team"],
        "absence_id": data["absence"],
        "offered_by_id": first.actor_id,
        "offered_at": instants.parse(data["offered_at"]),
        "answered_at": last.at if answered else None,
        "answer": ANSWERS[last.kind],
    }


def _name(row: HandOver) -> str:
    return f"hand-over {row.pk} of {row.subject.label}"
