"""A whole practice of so many tickets: its present year told ticket by ticket, and closed tickets of years before it.

Up to PRESENT all are of the present year. Of a million 25,000 are, a third of them not closed; the others were closed
in five years, as the desk of a practice that grew old is no busier for it. Then all is done that a worker would have
done by now: the index is built, the months are stated.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction

from steadfast.apps.desk.models import Ticket
from steadfast.apps.reporting.operations import stating
from steadfast.config.bench import world
from steadfast.config.bench.operations import documents, stretch
from steadfast.config.bench.operations.bare import bare_words, without_indexes
from steadfast.config.bench.operations.people import People, move_in
from steadfast.config.bench.operations.retold import Originals
from steadfast.config.bench.operations.tickets import bring_in
from steadfast.foundation import triggers
from steadfast.foundation.search import keeping

PRESENT = 25_000
AT_ONCE = 20_000  # documents in a transaction, where nobody else waits
QUICK = {
    "sqlite": ("PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -500000"),
    "postgresql": ("SET session_replication_role = replica", "SET maintenance_work_mem = '512MB'"),
}
SAFE = {
    "sqlite": ("PRAGMA foreign_keys = ON", "PRAGMA synchronous = FULL"),
    "postgresql": ("SET session_replication_role = DEFAULT",),
}
LEAD = timedelta(days=30)  # the practice was founded before its first ticket


def seed(count: int, *, now: datetime, present: int = PRESENT) -> People:
    """Fill an empty practice with `count` tickets and return who is in it."""
    turns = math.ceil(max(count - present, 0) / present)
    each = (count - present) // turns if turns else 0
    year = timedelta(days=world.DAYS)
    years = timedelta(seconds=turns * world.STRETCH + world.LONGEST)
    with _unguarded():
        people = move_in(now=now - max(year, years) - LEAD)
        spans = _live_through(turns, each, people, since=now - years, now=now) if turns else None
        bring_in(world.tickets(count - turns * each, int(now.timestamp())), people, now=now)
    keeping.begin_anew()
    with bare_words():
        if spans is not None:
            documents.copy(spans, turns)
        keeping.catch_up_fully(AT_ONCE)
    keeping.tidy()
    stating.close_months(now=now)
    return people


def _live_through(turns: int, each: int, people: People, *, since: datetime, now: datetime) -> stretch.Spans:
    """Write `each` closed tickets of one stretch, and the stretches after it as their copies; return where it lies."""
    before = stretch.largest_keys()
    bring_in(world.closed(each, int(since.timestamp())), people, now=now)
    spans = stretch.spans(before)
    originals = Originals(spans)
    with without_indexes(*stretch.KEYED, Ticket):
        for turn in range(1, turns):
            with transaction.atomic():
                stretch.copy_rows(spans, turn)
                originals.copy(turn)
        stretch.settle_keys()
    return spans


@contextmanager
def _unguarded() -> Iterator[None]:
    """Take triggers and the checking of references away; nothing but the seed writes meanwhile."""
    triggers.remove()
    _run(QUICK)
    yield
    _run(SAFE)
    triggers.install()


def _run(statements: Mapping[str, Sequence[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
