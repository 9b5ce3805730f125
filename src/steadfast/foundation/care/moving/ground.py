"""The target of a move: empty at first, then with our tables, then held against the source."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from steadfast.foundation.care import facts, letters
from steadfast.foundation.care.moving import proof
from steadfast.foundation.care.moving.tables import Table
from steadfast.foundation.care.refusal import Refused
from steadfast.foundation.search import keeping

AT_ONCE = 500  # documents in one transaction


def require_empty() -> None:
    """Raise Refused where the target has a table, or cannot hold every letter."""
    tables = facts.tables(_ask, "postgresql")
    if tables:
        raise Refused(f"the database is not empty: it has {len(tables)} tables, such as {tables[0]}; make another one")
    letters.require_all()


def require_same_tables(source: sqlite3.Connection) -> None:
    """Raise Refused where the source's tables are of another version than this program's."""
    there = facts.migrations(_ask)
    here = facts.migrations(lambda sql: source.execute(sql).fetchall())
    if here != there:
        raise Refused("the practice has tables of another version; start ./run once to bring them up, then move")


@contextmanager
def emptied_on_failure() -> Iterator[None]:
    """Leave the target as empty as it was where the block fails, so that the move can be tried again."""
    try:
        yield
    except BaseException:
        drop_everything()
        raise


def drop_everything() -> None:
    with connection.cursor() as cursor:
        for name in facts.tables(_ask, "postgresql"):
            cursor.execute(f'DROP TABLE IF EXISTS "{name}" CASCADE')


def build_index() -> None:
    """Build the index of search, which each engine keeps in a way of its own."""
    keeping.begin_anew()
    while keeping.catch_up(AT_ONCE):
        pass


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def compare(table: Table, source: sqlite3.Connection) -> dict[str, Any]:
    """Return {table, rows, here, there}: the digests of both sides."""
    here, there = proof.of_sqlite(table, source), proof.of_postgresql(table)
    return {"table": table.name, "rows": there.rows, "here": f"{here.rows}:{here.digest}",
            "there": f"{there.rows}:{there.digest}"}  # fmt: skip


def heads(source: sqlite3.Connection) -> list[str]:
    """Return the seal over the heads of all chains, of the source and of the target."""
    asks = (lambda sql: source.execute(sql).fetchall(), _ask)
    return [facts.seal(facts.chains(ask)) for ask in asks]


def _ask(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
