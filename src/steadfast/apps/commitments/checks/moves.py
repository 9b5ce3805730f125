"""Moves, recomputed from the events of their commitment; the answers of proposals and the words of closings, attested.

An erased body attests nothing; the check of the chains tells of a lost one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q

from steadfast.apps.commitments.models import Commitment, Move, Proposal, Words
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


def check_answers() -> Iterator[Finding]:
    """Yield every answer to a proposal of another date that its event does not attest."""
    rows = Proposal.objects.filter(commitment__isnull=False).exclude(answer="").select_related("evidence_event__text")
    for row in rows.order_by("pk").iterator(chunk_size=CHUNK):
        yield from (Finding(f"{row} of C-{row.commitment_id}", what) for what in _faults(row))


def _faults(row: Proposal) -> Iterator[str]:
    event = row.evidence_event
    if event is None:
        yield "no event tells of its answer"
        return
    said = event.data
    if not said:
        return
    taken_back = event.kind == "proposal.taken_back"
    facts = {
        "answer": "taken back" if taken_back else said.get("answer"),
        "answered_by_id": said.get("by"),
        "recorded_by_id": said.get("recorded_by"),
        "answered_at": event.at,
        "commitment_id": said.get("commitment"),
    }
    for name, value in facts.items():
        if getattr(row, name) != value:
            yield f"{name} is {getattr(row, name)}, {event} says {value}"
    if said.get("proposal") != str(row.uid):
        yield f"{event} answers another one"
    if "words" in said and not events.attests(event.text, "words", row.words):
        yield "its words are not those that were recorded"


def check_words() -> Iterator[Finding]:
    """Yield the words of closings and of evidence that are not those of their event."""
    for row in Words.objects.select_related("event__text").order_by("pk").iterator(chunk_size=CHUNK):
        said = row.event.data
        if said and said.get("commitment", row.event.commitment_id) != row.commitment_id:
            yield Finding(f"words of C-{row.commitment_id}", f"{row.event} is of another commitment")
        elif said and not events.attests(row.event.text, "words", row.text):
            yield Finding(f"words of C-{row.commitment_id}", "they are not those that were recorded")
