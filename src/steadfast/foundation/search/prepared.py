"""A document made ready for the index: its key, its folded columns, and a digest that tells changes."""

import zlib
from dataclasses import dataclass
from hashlib import blake2b

from steadfast.foundation.search import folding, keys
from steadfast.foundation.search.sources import Document, Source

LONGEST = 100_000  # characters of a column: some 16,000 words, as far as PostgreSQL counts their places
FORMAT = 1  # of folding, columns and keys; with another number every index is built anew after the upgrade
BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Prepared:
    """`columns`: title, names, body, inside, tokens, each one line of words."""

    key: int
    code: int
    ref: int
    columns: tuple[str, str, str, str, str]
    digest: int

    @property
    def said(self) -> bytes:
        """The columns, small."""
        return zlib.compress(BETWEEN.join(self.columns).encode(), 1)


def columns_of(said: bytes) -> list[str]:
    """Return the columns that `said` made small."""
    return zlib.decompress(said).decode().split(BETWEEN)


def prepare(source: Source, document: Document) -> Prepared:
    """Return a document of a source made ready."""
    texts = (document.title, document.names, document.body, document.inside)
    title, names, body, inside = (_cut(folding.line(column)) for column in texts)
    tokens = " ".join((source.token, *document.tokens))
    columns = (title, names, body, inside, tokens)
    key = keys.key_of(source.code, document.ref, document.at)
    return Prepared(key, source.code, document.ref, columns, _digest(key, columns))


def remade(document: Prepared, key: int, ref: int, columns: tuple[str, str, str, str, str]) -> Prepared:
    """Return the document of another row of its source, whose words are ready."""
    return Prepared(key, document.code, ref, columns, _digest(key, columns))


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else line[:LONGEST].rpartition(" ")[0]


def _digest(key: int, columns: tuple[str, ...]) -> int:
    told = f"{key}{BETWEEN}{BETWEEN.join(columns)}".encode()
    return int.from_bytes(blake2b(told, digest_size=8).digest(), signed=True)
