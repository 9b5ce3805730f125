"""A tsvector beside each document, put together here and not by a text configuration, under a GIN index.

Weights say who may read: A the title, B names, C what everybody reads who sees the row, D what was written inside.
Tokens begin with #, which no word does, and have no place.

GIN knows no order, so all that match would be sorted: a question first goes along the newest documents, which answers
a common word in a moment, and only a word that is rarer asks the index.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

from steadfast.foundation.search import keys
from steadfast.foundation.search.asking import Phrase
from steadfast.foundation.search.folding import SEAM
from steadfast.foundation.search.prepared import Prepared
from steadfast.foundation.search.sight import Sight

TABLE = "foundation_document"
WEIGHTS = "ABCD"
LAST_PLACE, MOST_PLACES = 16_383, 255  # PostgreSQL counts no further
NEWEST = 600  # documents that are read before the index is asked
INDEX = f"CREATE INDEX {TABLE}_words ON {TABLE} USING gin (words) WITH (gin_pending_list_limit = 256)"
ALONG = (
    f"SELECT id FROM (SELECT id, words FROM {TABLE} WHERE id < %s ORDER BY id DESC LIMIT {NEWEST} OFFSET 0) newest"
    " WHERE words @@ %s::tsquery ORDER BY id DESC LIMIT %s"
)
ALL = (
    f"WITH found AS MATERIALIZED (SELECT id FROM {TABLE} WHERE words @@ %s::tsquery AND id < %s)"
    " SELECT id FROM found ORDER BY id DESC LIMIT %s"
)


def create() -> Iterator[str]:
    yield f"ALTER TABLE {TABLE} ADD COLUMN words tsvector"
    yield f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)"  # long vectors lie elsewhere: keys are read quickly
    yield INDEX


def stored(document: Prepared) -> bytes:
    return b""


def store(documents: Iterable[Prepared]) -> None:
    """Write the words of documents whose rows are there."""
    with connection.cursor() as cursor:
        rows = [(vector(document.columns), document.key) for document in documents]
        cursor.executemany(f"UPDATE {TABLE} SET words = %s::tsvector WHERE id = %s", rows)


def forget(rows: Iterable[tuple[int, bytes]]) -> None:
    """The words go with their rows."""


def clear() -> None:
    """The words went with their rows."""


def tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{TABLE}_words"])
        cursor.execute(f"ANALYZE {TABLE}")


def faults() -> list[str]:
    """Return what is wrong with the words themselves."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE} WHERE words IS NULL")
        bare = cursor.fetchone()[0]
    return [f"{bare} documents without words"] if bare else []


def size() -> int:
    """Return the bytes of the index: its words, and what its rows hold."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s::regclass)", [TABLE])
        return int(cursor.fetchone()[0])


def vector(columns: Sequence[str]) -> str:
    """Return the columns as a tsvector is written. A seam moves the next word away, as does the end of a column."""
    places: dict[str, list[str]] = {}
    place = 0
    for weight, column in zip(WEIGHTS, columns, strict=False):
        for word in column.split():
            place += 1
            if word != SEAM:
                places.setdefault(word, []).append(f"{min(place, LAST_PLACE)}{weight}")
        place += 1
    found = [f"'{word}':{','.join(_kept(at))}" for word, at in places.items()]
    return " ".join([*found, *(f"'#{token}'" for token in columns[-1].split())])


def _kept(places: list[str]) -> list[str]:
    """Return the places that PostgreSQL keeps: of each weight at least the first, so that no reader misses a word."""
    if len(places) <= MOST_PLACES:
        return places
    first = {place[-1]: place for place in reversed(places)}
    return [*places[: MOST_PLACES - len(WEIGHTS)], *first.values()]


def find(
    phrases: Sequence[Phrase], sight: Sight, *, below: int = keys.LARGEST, limit: int, in_title: bool = False
) -> list[int]:
    """Return the keys of at most `limit` documents, newest first."""
    asked = query(phrases, sight, in_title=in_title)
    with connection.cursor() as cursor:
        if not in_title:
            cursor.execute(ALONG, [below, asked, limit])
            found = [row[0] for row in cursor.fetchall()]
            if len(found) == limit:
                return found
        cursor.execute(ALL, [asked, below, limit])
        return [row[0] for row in cursor.fetchall()]


def query(phrases: Sequence[Phrase], sight: Sight, *, in_title: bool = False) -> str:
    """Return the question as a tsquery is written; only letters, digits and what is written here come into it."""
    weights = "A" if in_title else "" if sight.inside else "ABC"  # all weights need no look at the row
    parts = [_phrase(phrase, weights) for phrase in phrases]
    parts += [f"({_any(group)})" for group in sight.all_of]
    if sight.none_of:
        parts.append(f"!({_any(sight.none_of)})")
    return " & ".join(parts)


def _phrase(phrase: Phrase, weights: str) -> str:
    ends = [weights] * (len(phrase.words) - 1) + [("*" if phrase.open_end else "") + weights]
    said = [f"'{word}'{f':{end}' if end else ''}" for word, end in zip(phrase.words, ends, strict=True)]
    return f"({' <-> '.join(said)})"


def _any(tokens: Sequence[str]) -> str:
    return " | ".join(f"'#{token}'" for token in tokens)
