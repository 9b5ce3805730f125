"""A noun: one kind of record, how the values of its rows read here, and by which operations its rows are written.

Values are plain and survive as JSON: text, true or false, days as ISO text, other rows by their numbers.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from steadfast.apps.imports.kinds import Field
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent

Values = dict[str, Any]


class Wrong(ValueError):
    """A value that cannot be taken, by its field."""

    def __init__(self, field: str, message: str) -> None:
        self.field, self.message = field, message
        super().__init__(message)


class Looking(Protocol):
    """Finds other rows by what the source calls them."""

    @property
    def source(self) -> str: ...
    @property
    def found(self) -> dict[Any, Any]: ...
    def learn_clients(self, rows: Iterable[Mapping[str, Any]]) -> None: ...
    def client(self, text: str) -> int: ...
    def part(self, kind: str, client_id: int, text: str) -> int: ...


class Noun(Protocol):
    """`chunk`: how many rows one transaction takes. `fixed`: fields that no import changes, with why not."""

    @property
    def kind(self) -> str: ...
    @property
    def label(self) -> Any: ...
    @property
    def fields(self) -> tuple[Field, ...]: ...
    @property
    def chunk(self) -> int: ...
    @property
    def fixed(self) -> Mapping[str, Any]: ...

    def learn(self, rows: Sequence[Mapping[str, Any]], look: Looking, *, lock: bool) -> None:
        """Find in a few queries what many rows refer to; `lock`: they are about to be written."""

    def resolved(self, values: Mapping[str, Any], look: Looking) -> Values:
        """Return the plain values of a row. Raise Wrong, or ValidationError by field."""

    def rows(self, ids: Collection[int], *, lock: bool) -> dict[int, Any]:
        """Return rows of ours by number, locked for a write where asked."""

    def present(self, row: Any) -> Values:
        """Return what a row says now, plain."""

    def alike(self, by: str, values: Values) -> list[int]:
        """Return the rows that say the same by "name" or "email", at most two."""

    def claim(self, values: Values) -> Hashable | None:
        """Return what no two rows may share, such as a name."""

    def taken(self, claims: Collection[Hashable]) -> dict[Hashable, int]:
        """Return which rows have these already."""

    def begin(self, values: Values, key: str, *, actor: Actor, now: datetime) -> tuple[Any, list[NewEvent]]:
        """Write a new row; return it and what is to be told."""

    def alter(self, row: Any, values: Values, *, actor: Actor, now: datetime) -> list[NewEvent]:
        """Write other values; return what is to be told."""
