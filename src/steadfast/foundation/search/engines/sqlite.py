"""FTS5 without a copy of the text. Words come folded, so its plain tokenizer has nothing left to decide.

`ascii` splits at spaces only, as no other ASCII sign is left, and keeps every other character as it is. To forget a
document FTS5 must be told its words again: they lie small in Document.said.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import Error, connection

from steadfast.foundation.search import keys
from steadfast.foundation.search.asking import Phrase
from steadfast.foundation.search.prepared import Prepared, columns_of
from steadfast.foundation.search.sight import Sight

TABLE, ROWS = "foundation_words", "foundation_document"
COLUMNS = "title, names, body, inside, tokens"
CREATE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5({COLUMNS},"
    " content='', columnsize=0, prefix='2 3', tokenize='ascii')"
)
AT_ONCE = 16_000_000  # bytes of words that a transaction gathers before it writes them: fewer pieces to merge
GATHER = f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('hashsize', {AT_ONCE})"
FIND = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"
STEP = 2_000  # pages of the index that are merged at a time


def create() -> Iterator[str]:
    yield CREATE
    yield GATHER


def stored(document: Prepared) -> bytes:
    return document.said


def store(documents: Iterable[Prepared]) -> None:
    with connection.cursor() as cursor:
        rows: list[tuple[int | str, ...]] = [(document.key, *document.columns) for document in documents]
        cursor.executemany(f"INSERT INTO {TABLE} (rowid, {COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s)", rows)


def forget(rows: Iterable[tuple[int, bytes]]) -> None:
    """Forget documents, given as (key, said)."""
    told: list[tuple[int | str, ...]] = [(key, *columns_of(said)) for key, said in rows]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} ({TABLE}, rowid, {COLUMNS}) VALUES ('delete', %s, %s, %s, %s, %s, %s)", told
        )


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')")


def tidy() -> None:
    """Merge what many small writes left, a piece at a time, so that nobody waits long for the lock."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('merge', {-STEP})")
        while True:
            before = _changes(cursor)
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('merge', {STEP})")
            if _changes(cursor) - before < 2:  # nothing but the command itself
                return


def faults() -> list[str]:
    """Return what FTS5's own check of its tables says."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('integrity-check')")
    except Error as error:
        return [str(error)]
    return []


def size() -> int:
    """Return the bytes of the index: its words, and what its rows hold."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT (SELECT sum(length(block)) FROM {TABLE}_data) + sum(length(said) + 40) FROM {ROWS}")
        return int(cursor.fetchone()[0] or 0)


def _changes(cursor: Any) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])


def find(
    phrases: Sequence[Phrase], sight: Sight, *, below: int = keys.LARGEST, limit: int, in_title: bool = False
) -> list[int]:
    """Return the keys of at most `limit` documents, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [match(phrases, sight, in_title=in_title), below, limit])
        return [row[0] for row in cursor.fetchall()]


def match(phrases: Sequence[Phrase], sight: Sight, *, in_title: bool = False) -> str:
    """Return the question in FTS5's language; only letters, digits and what is written here come into it."""
    columns = "title" if in_title else "title names body inside" if sight.inside else "title names body"
    asked = " AND ".join(_phrase(phrase) for phrase in phrases)
    parts = [f"({{{columns}}} : ({asked}))", *(f"(tokens : ({_any(group)}))" for group in sight.all_of)]
    text = " AND ".join(parts)
    return f"({text}) NOT (tokens : ({_any(sight.none_of)}))" if sight.none_of else text


def _phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"{" *" if phrase.open_end else ""}'


def _any(tokens: Sequence[str]) -> str:
    return " OR ".join(f'"{token}"' for token in tokens)
