"""Read what arrived, in its order: parse, let each notice take its turn, give places, write, all in one transaction.

One reader at a time: it locks all sources, which are few, so that a storm told by two of them is one storm.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models.functions import Length

from steadfast.apps.alerts.models import AlertSource, Arrival
from steadfast.apps.alerts.operations import troubles
from steadfast.apps.alerts.operations.book import Book
from steadfast.apps.alerts.operations.placing import place
from steadfast.domain.alerts import formats
from steadfast.domain.alerts.notice import Notice, Unreadable
from steadfast.foundation.actor import Actor

BATCH = 200  # bodies of one transaction …
BYTES = 2_000_000  # … and bytes, so that it lasts well below a second
ALERTS = 10_000  # of one body, at most: the order of a notice is made of the number of its body and its own
LONGEST = 2000


def lock() -> dict[int, AlertSource]:
    """Lock the sources, by key: what changes alerts goes one after the other."""
    return {row.pk: row for row in AlertSource.objects.select_for_update(no_key=True).order_by("pk")}


@transaction.atomic
def read_some(*, most: int = BATCH, actor: Actor, now: datetime) -> int:
    """Read the oldest that wait, at most `most`; return how many."""
    sources = lock()
    waiting = list(Arrival.objects.filter(pk__in=_next(most)).order_by("pk"))
    by_source = sorted(waiting, key=lambda row: (row.source_id, row.pk))
    for key, rows in groupby(by_source, key=lambda row: row.source_id):
        _read(sources[key], list(rows), actor, now)
    return len(waiting)


def _next(most: int) -> list[int]:
    """Return the oldest that wait, as many as fit, the first however large; no body is loaded to be measured."""
    rows = Arrival.objects.filter(state="waiting").order_by("pk").annotate(bytes=Length("body"))
    keys: list[int] = []
    size = 0
    for key, length in rows.values_list("pk", "bytes")[:most]:
        size += length
        if size > BYTES and keys:
            break
        keys.append(key)
    return keys


@transaction.atomic
def set_aside(why: str) -> None:
    """Mark the oldest that waits as unreadable: reading it went wrong in a way that we did not foresee."""
    lock()
    row = Arrival.objects.filter(state="waiting").order_by("pk").first()
    if row is not None:
        row.state, row.trouble = "unreadable", why[:LONGEST]
        row.save(update_fields=["state", "trouble"])


def _read(source: AlertSource, arrivals: Sequence[Arrival], actor: Actor, now: datetime) -> None:
    told = [(row, _parse(source, row)) for row in arrivals]
    book = Book(source, now)
    book.open({notice.fingerprint for _, notices in told for notice in notices})
    for row, notices in told:
        for no, notice in enumerate(notices):
            book.hear(notice, order=row.pk * ALERTS + no, at=row.at)
    place(source, book.pending(), follows=book.follows, actor=actor, now=now)
    _return(book, actor, now)
    book.write()
    Arrival.objects.bulk_update(arrivals, ["state", "alerts", "trouble"], batch_size=200)


def _parse(source: AlertSource, row: Arrival) -> list[Notice]:
    try:
        notices, left_out = formats.read(source.format, bytes(row.body), source.mapping)
    except Unreadable as error:
        row.state, row.trouble = "unreadable", str(error)[:LONGEST]
        return []
    if len(notices) > ALERTS:
        left_out.append(f"it tells of {len(notices)} alerts; the first {ALERTS} were read")
    row.state, row.alerts, row.trouble = "read", min(len(notices), ALERTS), "; ".join(left_out)[:LONGEST]
    return notices[:ALERTS]


def _return(book: Book, actor: Actor, now: datetime) -> None:
    """Go on with the tickets whose alerts fire again."""
    back = [row for row in book.returned.values() if row.firing and row.trouble is not None]
    for key in dict.fromkeys(row.trouble_id for row in back):
        rows = [row for row in back if row.trouble_id == key]
        if rows[0].trouble is not None:
            troubles.go_on(rows[0].trouble, rows, actor=actor, now=now)
