"""The events of a stretch told again for each copy: the same facts, later, about the copies, hashed onto their chains.

So `steadfast verify` recomputes the chains and the promises of a practice that was seeded in bulk like any other's.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from steadfast.apps.commitments.models import Commitment
from steadfast.config.bench.operations.stretch import STEP, Spans
from steadfast.foundation import bulk, canonical
from steadfast.foundation.events import COLUMNS
from steadfast.foundation.models import Chain, Event, EventBody, Subject

MOVING = re.compile(
    r'"(at|closed_at|done_at|due_at|promised_at|warn_at)":"([^"]+)"|"(commitment|number|subject)":(\d+)'
)
READ = (
    "id", "chain_id", "kind", "at", "recorded_at", "actor_id", "subject_id", "commitment_id", "text__salt",
    "text__body",
)  # fmt: skip
BODY = ("event_id", "salt", "body")
Piece = tuple[str, int] | str  # ("subject", 17), ("at", seconds), or text that stays


class Originals:
    """The events of the stretch, read once, with the places in their bodies that a copy changes."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans
        self.heads = {chain.pk: chain for chain in Chain.objects.all()}
        rows = Event.objects.filter(pk__gt=spans[Event].after).order_by("pk").values_list(*READ)
        self.rows = [(*row[:-1], _pieces(row[-1])) for row in rows.iterator(20_000)]

    def copy(self, turn: int) -> None:
        """Append all of them for the turn-th time."""
        events, bodies = [], []
        for event, body in self._told(turn):
            events.append(event)
            bodies.append(body)
        bulk.insert(Event, COLUMNS, events)
        bulk.insert(EventBody, BODY, bodies)
        for chain in self.heads.values():
            Chain.objects.filter(pk=chain.pk).update(seq=chain.seq, head=chain.head)

    def _told(self, turn: int) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
        event, subject, commitment = (self.spans[model].count * turn for model in (Event, Subject, Commitment))
        later, days = {"subject": subject, "number": subject, "commitment": commitment}, turn * STEP
        shift = timedelta(days=days)
        for key, chain_id, kind, at, recorded_at, actor, about, promise, salt, pieces in self.rows:
            body = "".join([piece if type(piece) is str else _said(piece, later, days) for piece in pieces])
            digest = canonical.digest(salt, body)
            head = self.heads[chain_id]
            head.seq += 1
            head.head = canonical.link(bytes(head.head), digest)
            yield (
                key + event, chain_id, head.seq, kind, at + shift, recorded_at, actor, about and about + subject,
                promise and promise + commitment, digest, head.head,
            ), (key + event, salt, body)  # fmt: skip


def _pieces(body: str) -> tuple[Piece, ...]:
    found: list[Piece] = []
    end = 0
    for match in MOVING.finditer(body):
        name, value = (match[1], match[2]) if match[1] else (match[3], match[4])
        start = match.end() - len(value) - bool(match[1])
        number = int(datetime.fromisoformat(value).timestamp()) if match[1] else int(value)
        found += [body[end:start], (name, number)]
        end = start + len(value)
    return (*found, body[end:])


def _said(piece: Any, later: dict[str, int], days: int) -> str:
    name, value = piece
    return str(value + later[name]) if name in later else _instant(value, days)


@lru_cache(maxsize=400_000)
def _instant(seconds: int, days: int) -> str:
    return canonical.instant(datetime.fromtimestamp(seconds + days * 86_400, UTC))
