"""The carrying itself: one transaction of bulk copies, table by table, then the sequences where SQLite's stood."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from psycopg import DataError

from steadfast.foundation import triggers
from steadfast.foundation.care.moving import values
from steadfast.foundation.care.moving.tables import Table
from steadfast.foundation.care.refusal import Refused

type Told = Callable[[str], None]


@transaction.atomic
def carry(source: sqlite3.Connection, carried: Sequence[Table], told: Told) -> None:
    """Fill the tables of the target, which hold nothing but what migrations put there."""
    triggers.remove()
    with connection.cursor() as cursor:
        names = ", ".join(table.name for table in carried)
        cursor.execute(f"TRUNCATE {names}")
        for table in carried:
            told(table.name)
            _copy(cursor, source, table)
        _set_sequences(cursor, source, carried)
    triggers.install()


def _copy(cursor: Any, source: sqlite3.Connection, table: Table) -> None:
    names = ", ".join(f'"{name}"' for name, _ in table.stored)
    rows = source.execute(f"SELECT {names} FROM {table.name}")
    try:
        with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in _turned(table, rows):
                copy.write_row(row)
    except DataError as error:
        raise Refused(f"a row of {table.name} does not fit PostgreSQL: {_where(error)}") from None


def _where(error: DataError) -> str:
    """Return what PostgreSQL says of a row, and which line of the copy it was: such as a text that holds U+0000."""
    return f"{error.diag.message_primary} ({(error.diag.context or '-').splitlines()[-1][:200]})"


def _turned(table: Table, rows: Any) -> Iterator[Sequence[Any]]:
    turns = [(place, turn) for place, (_, field) in enumerate(table.stored) if (turn := values.for_postgresql(field))]
    for row in rows:
        made = list(row)
        for place, turn in turns:
            if made[place] is not None:
                made[place] = turn(made[place])
        yield made


def _set_sequences(cursor: Any, source: sqlite3.Connection, carried: Sequence[Table]) -> None:
    """Go on counting where SQLite would have: behind numbers that were given and whose rows are gone, too."""
    for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in carried]):
        cursor.execute(statement)
    last = dict(source.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    for table in carried:
        if last.get(table.name):
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table.name])
            if (sequence := cursor.fetchone()[0]) is not None:
                cursor.execute("SELECT setval(%s, %s)", [sequence, last[table.name]])
