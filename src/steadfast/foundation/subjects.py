"""Open subjects with the next numbers of their kind. Safe against races by one statement on one row of NumberSeries."""

from collections.abc import Sequence

from django.db import connection, transaction

from steadfast.foundation import addresses, bulk, kinds
from steadfast.foundation.models import NumberSeries, Subject

register_kind = kinds.register
COLUMNS = ("id", "kind", "number", "title", "chain_id")


def open_subject(kind: str, title: str, chain_id: int) -> Subject:
    """Return a new subject with the next number of its kind."""
    return open_many(kind, [(title, chain_id)])[0]


@transaction.atomic(savepoint=False)
def open_many(kind: str, subjects: Sequence[tuple[str, int]]) -> list[Subject]:
    """Return new subjects, given as (title, chain id), numbered in the order given."""
    if not subjects:
        return []
    first = _take(kind, len(subjects))
    ids = bulk.reserve(Subject, len(subjects))
    rows = [
        (key, kind, number, title, chain_id)
        for number, (key, (title, chain_id)) in enumerate(zip(ids, subjects, strict=True), first)
    ]
    bulk.insert(Subject, COLUMNS, rows)
    return [Subject.from_db("default", COLUMNS, row) for row in rows]


def url_of(subject: Subject) -> str:
    """Return the address of the subject's page, by its human number."""
    kind = kinds.get(subject.kind)
    if kind is None:
        raise LookupError(f"no app registered the kind {subject.kind!r}")
    return addresses.numbered(kind.url_name, subject.number)


def _take(kind: str, count: int) -> int:
    """Take `count` numbers and return the first. The row stays locked until the commit, so none is given twice."""
    table = NumberSeries._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (kind, last) VALUES (%s, %s)"
            f" ON CONFLICT (kind) DO UPDATE SET last = {table}.last + excluded.last RETURNING last",
            [kind, count],
        )
        last: int = cursor.fetchone()[0]
    return last - count + 1
