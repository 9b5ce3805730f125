"""The documents of copied tickets: their originals' words with another number, at another time.

Reading the words again would find the same, and takes most of the time of indexing. What is written is what the index
would have made of them; `steadfast verify` compares it.
"""

from collections.abc import Iterator, Sequence
from itertools import batched

from django.db import connection, transaction

from steadfast.config.bench.operations.stretch import STEP, Spans
from steadfast.foundation import kinds
from steadfast.foundation.models import Document, SearchDue, Subject
from steadfast.foundation.search import folding, keeping, keys, sources
from steadfast.foundation.search.engines import engine, postgresql
from steadfast.foundation.search.prepared import Prepared, prepare, remade
from steadfast.foundation.search.sources import Source

TICKETS = 1  # the code of their source
AT_ONCE = 20_000
LATER = STEP * 24 * 60 << keys.CODE_BITS + keys.REF_BITS  # of a key, from one copy to the next


def copy(spans: Spans, turns: int) -> None:
    """Write the documents of the copies that are due, and take them off the list."""
    span, source = spans[Subject], sources.of(TICKETS)
    assert source is not None
    originals = {one.ref: (one, _words(one)) for one in _prepared(source, span.after, span.count)}
    due = SearchDue.objects.filter(source=TICKETS, ref__gt=span.of_copy(span.after, 1))
    refs = due.filter(ref__lte=span.of_copy(span.after, turns)).order_by("ref").values_list("ref", flat=True)
    numbers = dict(Subject.objects.filter(kind="ticket").values_list("pk", "number"))
    for chunk in batched(list(refs), AT_ONCE):
        with transaction.atomic():
            told = []
            for ref in chunk:
                turn, place = divmod(ref - span.after - 1, span.count)
                original, words = originals[span.after + 1 + place]
                old, new = numbers[original.ref], numbers[ref]
                told.append((_moved(original, turn, ref - original.ref, old, new), words.replace(_of(old), _of(new))))
            _store(told)
            SearchDue.objects.filter(source=TICKETS, ref__in=range(chunk[0], chunk[-1] + 1)).delete()


def _prepared(source: Source, after: int, count: int) -> Iterator[Prepared]:
    for refs in batched(range(after + 1, after + count + 1), 1000):
        yield from (prepare(source, document) for document in source.documents(refs))


def _words(document: Prepared) -> str:
    return postgresql.vector(document.columns) if connection.vendor == "postgresql" else ""


def _of(number: int) -> str:
    """Return the beginning of a number's word in a tsvector; texts have no numbers but the ticket's own."""
    return f"'{number}':"


def _moved(original: Prepared, turn: int, further: int, old: int, new: int) -> Prepared:
    title, names, body, inside, tokens = original.columns
    label, said = (folding.line((kinds.label("ticket", number),)) for number in (old, new))
    columns = (said + title.removeprefix(label), names, body, inside, tokens)
    return remade(original, original.key + turn * LATER + further, original.ref + further, columns)


def _store(told: Sequence[tuple[Prepared, str]]) -> None:
    documents = [document for document, _ in told]
    if connection.vendor != "postgresql":
        keeping.store(documents)
        return
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {Document._meta.db_table} (id, source, ref, digest, said, words) FROM STDIN") as rows,
    ):
        for d, words in told:
            rows.write_row((d.key, d.code, d.ref, d.digest, engine().stored(d), words))
