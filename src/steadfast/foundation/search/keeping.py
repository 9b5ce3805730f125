"""Keeping the index in step: what is due is read and written by the worker, a few documents in a transaction.

The due rows are taken away first, so whatever changes while their documents are read leaves new ones. One process at
a time does this: what an older reading wrote last would stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from steadfast.foundation import bulk
from steadfast.foundation.models import Document, SearchDue, SearchFormat
from steadfast.foundation.search import sources
from steadfast.foundation.search.engines import engine
from steadfast.foundation.search.prepared import FORMAT, Prepared, prepare
from steadfast.foundation.search.sources import Source

BATCH = 64  # documents in a transaction: some 20 ms in which nobody else writes
COLUMNS = ("id", "source", "ref", "digest", "said")
LOCK = 7_236_671  # of PostgreSQL's advisory locks, ours


def catch_up(limit: int = BATCH) -> int:
    """Bring at most `limit` due documents up to date; return how many there were."""
    if not SearchDue.objects.exists():
        return 0
    with transaction.atomic():
        if not _alone():
            return 0
        due = _take(limit)
        for code, refs in due.items():
            _renew(code, sorted(refs))
    return sum(map(len, due.values()))


def catch_up_fully(limit: int = 1_000) -> int:
    """Do all that is due, for commands and tests; return how many documents that were."""
    done = 0
    while found := catch_up(limit):
        done += found
    return done


def begin() -> None:
    """Index a practice that has no index yet, or one of another format; done after every migration."""
    if SearchFormat.objects.filter(format=FORMAT).exists():
        return
    if not SearchFormat.objects.exists():
        clear()
    begin_anew()


def begin_anew() -> None:
    """Put every row of every source on the list; documents that did not change are then read and left as they are.

    Rows that are gone leave the index, too. One statement for each source: two seconds for a million tickets.
    """
    table, documents = SearchDue._meta.db_table, Document._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        for source in sources.every():
            gone = f"SELECT ref FROM {documents} WHERE source = {source.code} EXCEPT {source.rows}"
            for rows in (source.rows, gone):
                chosen = f"WITH r (ref) AS ({rows}) SELECT {source.code}, ref FROM r"
                cursor.execute(f"INSERT INTO {table} (source, ref) {chosen}")
        SearchFormat.objects.update_or_create(pk=1, defaults={"format": FORMAT})


def clear() -> None:
    """Empty the index and the list of what is due."""
    with transaction.atomic():
        SearchDue.objects.all().delete()
        engine().clear()
        Document.objects.all().delete()


def tidy() -> None:
    """Bring together what many small writes left, after much was written."""
    engine().tidy()


def megabytes() -> int:
    """Return the room that the index takes."""
    size: int = engine().size()
    return round(size / 1e6)


def _alone() -> bool:
    """Tell whether no other process keeps the index now; on SQLite whoever writes is alone."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _take(limit: int) -> dict[int, set[int]]:
    """Take due rows away and return their documents by source."""
    table = SearchDue._meta.db_table
    found: dict[int, set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} ORDER BY id LIMIT %s) RETURNING source, ref",
            [limit],
        )
        for code, ref in cursor.fetchall():
            found[code].add(ref)
    return found


def _renew(code: int, refs: Sequence[int]) -> None:
    """Write the documents of some rows as they are now; a row without one, or without a source, has none any more."""
    source = sources.of(code)
    present = {row.ref: row for row in Document.objects.filter(source=code, ref__in=refs)}
    fresh = {document.ref: document for document in _prepared(source, refs)} if source else {}
    changed = [document for ref, document in fresh.items() if not _is_same(present.get(ref), document)]
    replaced = {document.ref for document in changed}
    _forget(row for ref, row in present.items() if ref in replaced or ref not in fresh)
    store(changed)


def _prepared(source: Source, refs: Sequence[int]) -> Iterable[Prepared]:
    return (prepare(source, document) for document in source.documents(refs))


def _is_same(row: Document | None, document: Prepared) -> bool:
    return row is not None and row.digest == document.digest


def _forget(rows: Iterable[Document]) -> None:
    gone = list(rows)
    if gone:
        engine().forget([(row.pk, bytes(row.said)) for row in gone])
        Document.objects.filter(pk__in=[row.pk for row in gone]).delete()


def store(documents: Sequence[Prepared]) -> None:
    """Write documents that are not there yet."""
    if documents:
        stored = engine().stored
        bulk.insert(Document, COLUMNS, [(d.key, d.code, d.ref, d.digest, stored(d)) for d in documents])
        engine().store(documents)
