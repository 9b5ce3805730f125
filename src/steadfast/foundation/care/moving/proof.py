"""The proof: for each table the number of rows and a digest that no order of rows changes, worked out on both sides.

A row's digest is the SHA-256 of its canonical values, a table's the sum of its rows' modulo 2^256: equal sums of as
many rows mean equal rows, worked-out columns included, unless somebody breaks SHA-256.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from steadfast.foundation.care.moving import values
from steadfast.foundation.care.moving.tables import Table

MODULUS = 2**256
PIECE = 5_000


@dataclass(frozen=True)
class Sum:
    """What a table holds. `digest` in hexadecimal digits."""

    rows: int
    digest: str


def of(table: Table, rows: Iterable[Sequence[Any]]) -> Sum:
    """Return the sum of rows given in the order of the table's columns."""
    turns = [values.canonical(field) for _, field in table.columns]
    count = total = 0
    for row in rows:
        text = "\x1f".join([turn(value) for turn, value in zip(turns, row, strict=True)])
        total += int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
        count += 1
    return Sum(count, f"{total % MODULUS:064x}")


def of_sqlite(table: Table, source: sqlite3.Connection) -> Sum:
    return of(table, source.execute(f"SELECT {_names(table)} FROM {table.name}"))


def of_postgresql(table: Table) -> Sum:
    """Read with a cursor of the server's own, a piece at a time."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {_names(table)} FROM {table.name}")
        return of(table, (row for piece in iter(lambda: cursor.fetchmany(PIECE), []) for row in piece))


def _names(table: Table) -> str:
    return ", ".join(f'"{name}"' for name, _ in table.columns)
