"""The index against the rows: as many documents as rows, and of a sample each one as it would be written now.

What is due at the moment is left out, as the worker is about to do it.
"""

from collections.abc import Iterator, Sequence

from django.db import connection

from steadfast.foundation.models import Document, SearchDue
from steadfast.foundation.search import sources
from steadfast.foundation.search.engines import engine
from steadfast.foundation.search.prepared import prepare
from steadfast.foundation.search.sources import Source
from steadfast.foundation.verify import findings
from steadfast.foundation.verify.findings import Finding

SAMPLE = 500  # documents of a source, evenly over all
NAMED = 20  # findings of a kind that are told one by one


def register() -> None:
    findings.register("search")(check)


def check() -> Iterator[Finding]:
    for source in sources.every():
        yield from _rows(source, "without a document", f"{source.rows} EXCEPT {_documents(source)}")
        yield from _rows(source, "found, and there is no such row", f"{_documents(source)} EXCEPT {source.rows}")
        yield from _sample(source)
    for words in engine().faults():
        yield Finding("search index", words)


def _documents(source: Source) -> str:
    return f"SELECT ref FROM {Document._meta.db_table} WHERE source = {source.code}"


def _rows(source: Source, what: str, sql: str) -> Iterator[Finding]:
    due = f"SELECT ref FROM {SearchDue._meta.db_table} WHERE source = {source.code}"
    with connection.cursor() as cursor:
        cursor.execute(f"WITH r (ref) AS ({sql} EXCEPT {due}) SELECT ref FROM r ORDER BY ref LIMIT {NAMED}")
        for (ref,) in cursor.fetchall():
            yield Finding(f"{source.name} {ref}", what)


def _sample(source: Source) -> Iterator[Finding]:
    """Compare documents, spread over all of a source, with what their rows say now."""
    with connection.cursor() as cursor:
        documents = Document._meta.db_table
        number = f"row_number() OVER (ORDER BY ref) - 1 AS place, count(*) OVER () / {SAMPLE} + 1 AS step"
        spread = f"SELECT ref, {number} FROM {documents} WHERE source = {source.code}"
        cursor.execute(f"SELECT ref FROM ({spread}) AS r WHERE place % step = 0")
        refs = [row[0] for row in cursor.fetchall()]
    yield from (
        Finding(f"{source.name} {ref}", "found by words that it does not have now") for ref in _stale(source, refs)
    )


def _stale(source: Source, refs: Sequence[int]) -> list[int]:
    present = dict(Document.objects.filter(source=source.code, ref__in=refs).values_list("ref", "digest"))
    now = {document.ref: prepare(source, document).digest for document in source.documents(refs)}
    due = set(SearchDue.objects.filter(source=source.code, ref__in=refs).values_list("ref", flat=True))
    return [ref for ref in refs if ref in now and ref not in due and present.get(ref) != now[ref]]
