"""Follow every chain from its first event: digests, links, numbers, columns against the text that was hashed, head.

Each link is checked against the hash that is stored before it, so that one altered row is one finding and not all
that follow. Read by key in pieces; what is appended meanwhile is left for the next time.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db import Error, models

from steadfast.foundation import canonical
from steadfast.foundation.models import Chain, Event
from steadfast.foundation.verify.findings import Finding, register

PIECE = 5_000


class Row(NamedTuple):
    seq: int
    digest: bytes | None  # None where a hand left what cannot even be read
    hash: bytes | None
    salt: bytes | None  # None, as the body, where the body is gone
    body: str | None
    kind: str
    at: datetime
    recorded_at: datetime
    actor_id: int | None
    subject_id: int | None
    commitment_id: int | None


COLUMNS = [f"text__{name}" if name in {"salt", "body"} else name for name in Row._fields]


@register("chains")
def check() -> Iterator[Finding]:
    for key, seq, head in Chain.objects.order_by("pk").values_list("pk", "seq", "head").iterator():
        yield from follow(key, seq, bytes(head))


def follow(chain: int, seq: int, head: bytes) -> Iterator[Finding]:
    """Check one chain up to the event `seq` whose hash should be `head`."""
    last = 0
    previous: bytes | None = canonical.START
    for row in rows(chain, seq):
        if row.seq != last + 1:
            yield _gap(chain, last + 1, row.seq - 1)
            previous = None
        yield from (Finding(f"event {row.seq} of chain {chain}", what) for what in faults(row, previous))
        last, previous = row.seq, row.hash
    if last < seq:
        yield _gap(chain, last + 1, seq)
    elif previous is not None and previous != head:
        yield Finding(f"chain {chain}", "head is not the hash of its last event")
    if Event.objects.filter(chain_id=chain, seq__gt=seq).exists() and not _moved_on(chain, seq):
        yield Finding(f"chain {chain}", f"events after {seq}, where the chain ends")


def rows(chain: int, upto: int) -> Iterator[Row]:
    """Yield the events of a chain with their bodies, in order, reading a piece at a time."""
    last = 0
    while True:
        found = Event.objects.filter(chain_id=chain, seq__gt=last, seq__lte=upto).order_by("seq")
        piece = _piece(found)
        yield from piece
        if len(piece) < PIECE:
            return
        last = piece[-1].seq


def faults(row: Row, previous: bytes | None) -> Iterator[str]:
    """Yield what is wrong with one event, after the one whose hash is `previous`, None where that is not known."""
    if row.digest is None or row.hash is None:
        yield "unreadable"
        return
    if previous is not None and canonical.link(previous, row.digest) != row.hash:
        yield "hash does not follow from the event before"
    if row.body is None or row.salt is None:
        yield "body missing"
    elif canonical.digest(row.salt, row.body) != row.digest:
        yield "body altered"
    elif not _says_the_columns(row.body, row):
        yield "columns altered: they differ from the body"


def _says_the_columns(body: str, row: Row) -> bool:
    before, after = canonical.envelope(
        actor=row.actor_id,
        at=row.at,
        commitment=row.commitment_id,
        kind=row.kind,
        recorded_at=row.recorded_at,
        subject=row.subject_id,
    )
    return body.startswith(before) and body.endswith(after)


def _piece(events: models.QuerySet[Event]) -> list[Row]:
    """Return the first events; SQLite stores anything in any column, so those that cannot be read come singly."""
    try:
        return [_row(values) for values in events.values_list(*COLUMNS)[:PIECE]]
    except (Error, ValueError, TypeError):
        return [_single(events, seq) for seq in events.values_list("seq", flat=True)[:PIECE]]


def _single(events: models.QuerySet[Event], seq: int) -> Row:
    try:
        return _row(events.filter(seq=seq).values_list(*COLUMNS)[0])
    except (Error, ValueError, TypeError):
        return Row(seq, *[None] * (len(COLUMNS) - 1))  # type: ignore[arg-type]


def _row(values: tuple[Any, ...]) -> Row:
    """Return a row with bytes for all that is binary; raise ValueError for what its column should not hold."""
    row = Row(*values)
    if row.at is None or row.recorded_at is None or not isinstance(row.body, str | None):
        raise ValueError("not of its column's type")
    salt = None if row.salt is None else bytes(row.salt)
    return row._replace(digest=bytes(row.digest or b""), hash=bytes(row.hash or b""), salt=salt)


def _gap(chain: int, first: int, last: int) -> Finding:
    which = f"event {first}" if first == last else f"events {first} to {last}"
    return Finding(f"{which} of chain {chain}", "missing")


def _moved_on(chain: int, seq: int) -> bool:
    """Tell whether the chain grew while it was read."""
    return Chain.objects.filter(pk=chain, seq__gt=seq).exists()
