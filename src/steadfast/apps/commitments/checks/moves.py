"""Moves, recomputed from the events of their commitment. An erased body attests no reason."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q

from steadfast.apps.commitments.models import Commitment, Move
from steadfast.apps.identity import queries as identity
from steadfast.domain.commitment import lifecycle
from steadfast.domain.commitment.instants import parse
from steadfast.domain.commitment.months import month_of
from steadfast.foundation import events
from steadfast.foundation.models import Event
from steadfast.foundation.verify import Finding

CHUNK = 1000
MOVED = "commitment.moved"
SAYS = ("no", "from_due", "to_due", "from_month", "slip_s", "agreed_by_id", "agreed_at", "evidence_event_id")

Told = Sequence[tuple[Event, Mapping[str, Any]]]


def check() -> Iterator[Finding]:
    """Yield every move that is not what the events of its commitment tell, and every one that is missing."""
    last = 0
    rows = Commitment.objects.filter(Q(moves__gt=0) | Exists(Move.objects.filter(commitment=OuterRef("pk"))))
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = found[-1].pk
        told = events.read_many({row.subject_id for row in found})
        moves = _moves([row.pk for row in found])
        for row in found:
            own = [pair for pair in told[row.subject_id] if pair[0].commitment_id == row.pk]
            yield from _compare(row, own, moves.get(row.pk, []))


def _compare(row: Commitment, own: Told, moves: list[Move]) -> Iterator[Finding]:
    try:
        expected = list(_expected(own))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        yield Finding(f"moves of {row}", f"its events do not tell them: {error!r}")
        return
    if len(expected) != len(moves):
        yield Finding(f"moves of {row}", f"{len(moves)} rows, its events tell of {len(expected)}")
    for (event, says), move in zip(expected, moves, strict=False):
        for name, value in zip(SAYS, says, strict=True):
            if getattr(move, name) != value:
                yield Finding(f"{move}", f"{name} is {getattr(move, name)}, its events say {value}")
        if event.data and not events.attests(event.text, "reason", move.reason):
            yield Finding(f"{move}", "its reason is not the one that was recorded")


def _expected(own: Told) -> Iterator[tuple[Event, tuple[Any, ...]]]:
    """Yield each move that events tell of, by folding them up to it."""
    zone = identity.practice().zone
    pairs = [(event.kind, body) for event, body in own]
    for place, (event, body) in enumerate(own):
        if event.kind != MOVED:
            continue
        before, after = lifecycle.fold(pairs[:place]), lifecycle.fold(pairs[: place + 1])
        slip, month = after.slip_s - before.slip_s, month_of(before.due_at, zone)
        agreed_at = parse(body["agreed_at"])
        yield (
            event,
            (after.moves, before.due_at, after.due_at, month, slip, body["agreed_by"], agreed_at, body["evidence"]),
        )


def _moves(keys: list[int]) -> Mapping[int, list[Move]]:
    found: dict[int, list[Move]] = {}
    for move in Move.objects.filter(commitment_id__in=keys).order_by("commitment_id", "no"):
        found.setdefault(move.commitment_id, []).append(move)
    return found
