"""What apps register: a kind of thing that can be found, how its rows become documents, and how a hit looks.

A source's code is kept in every document's key: never change one that has been released. Codes 1 to 15:
1 tickets · 2 clients · 3 contacts · 4 sites · 5 devices · 6 agreements · 7 commitments.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise

from steadfast.foundation.actor import Actor

OPEN = "o"  # the token of what a contact of its client may find
LARGEST_CODE = 15


@dataclass(frozen=True, slots=True)
class Document:
    """What is found of a row: its texts, by who may read them, and tokens that say to whom it belongs.

    `title` is its own name and number, `names` those of others on it, `body` what everybody reads who sees the row,
    `inside` what no contact ever finds. `at` sorts, to the minute; none: after all that has a time.
    """

    ref: int
    title: tuple[str, ...]
    names: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A row as its app shows it to one actor: `texts` are those that this actor may read, for the snippet."""

    title: str
    url: str
    number: str = ""
    about: str = ""
    at: datetime | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """A table whose rows change documents. `refs` is SQL: the keys of the documents that a row, called `row`, changes.

    Only updates of `columns` count, and with `is_named_elsewhere` nothing but these: a row that is new is named nowhere
    yet. `key` is the table's primary key. `when` is SQL on `row`.
    """

    table: str
    refs: str
    columns: tuple[str, ...]
    key: str = "id"
    when: str = ""
    is_named_elsewhere: bool = False


def _nothing_more(actor: Actor) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One kind of thing. `is_named`: people look for it by its name, so a name that fits comes before what is newer.

    `may` tells whether an actor may find any; `rows` is SQL for the keys of all. `documents` leaves out a key that has
    no row; `hits` leaves out what the actor does not see: it goes through `visible_to`. `shared` are the tokens, other
    than their client's, by which a contact may find documents of this source. `numbered` finds a row by its number.
    """

    code: int
    name: str
    label: str | Promise
    may: Callable[[Actor], bool]
    rows: str
    watches: tuple[Watch, ...]
    documents: Callable[[Sequence[int]], Collection[Document]]
    hits: Callable[[Sequence[int], Actor], Mapping[int, Hit]]
    is_named: bool = False
    shared: Callable[[Actor], tuple[str, ...]] = _nothing_more
    prefix: str = ""
    is_plain_number: bool = False  # what a number without a prefix means
    numbered: Callable[[int, Actor], int | None] = field(default=lambda number, actor: None)

    @property
    def token(self) -> str:
        return f"k{self.code}"


_by_code: dict[int, Source] = {}


def register(source: Source) -> None:
    """Register a source; the same name again replaces it, another name for a taken code is an error."""
    if not 1 <= source.code <= LARGEST_CODE:
        raise ValueError(f"a source's code is 1 to {LARGEST_CODE}, not {source.code}")
    known = _by_code.get(source.code)
    if known is not None and known.name != source.name:
        raise ValueError(f"code {source.code} is that of {known.name}")
    _by_code[source.code] = source


def every() -> list[Source]:
    """Return the sources in the order of their codes."""
    return [_by_code[code] for code in sorted(_by_code)]


def of(code: int) -> Source | None:
    return _by_code.get(code)
