"""What a connector is: what it must be told, what it can pull in which order, and how a record reads as a row.

A record is a JSON object as the system answered it. A row is that record with a key `steadfast` beside its own, which
holds what needs other records: names for numbers, dates that mean "none". The mapping then turns rows into our kinds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from steadfast.apps.imports.connectors.asking import Asking

type Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that the system asks for. A `secret` is sealed where it is kept and never shown again."""

    name: str
    label: Any
    secret: bool = False
    needed: bool = True
    help: Any = ""
    example: str = ""


class Known(Protocol):
    """What was pulled before in the same run, and what we call what came from the same source."""

    def record(self, noun: str, key: Any) -> Record:
        """Return a record that was pulled before by its id, or an empty one."""

    def ours(self, kind: str, key: Any, there: str) -> str:
        """Return what our row of a kind is called that a key of theirs became; `there` where it became none."""


class Session(Protocol):
    """One sitting with a system. Trouble says in words what it did not give."""

    def records(self, noun: str, since: datetime | None) -> Iterator[Record]:
        """Yield the records of a noun, changed since an instant where the system can tell, each maybe twice."""

    def count(self, noun: str) -> int | None:
        """Return how many there are, or None where the system does not say."""

    def first(self, noun: str, few: int) -> list[str]:
        """Return the names of a few."""


class Connector(Protocol):
    """`lists` are pulled first and are not imported: names of states and people. `nouns` are kinds of imports."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def settings(self) -> tuple[Setting, ...]: ...
    @property
    def lists(self) -> tuple[str, ...]: ...
    @property
    def nouns(self) -> tuple[str, ...]: ...
    @property
    def incremental(self) -> frozenset[str]: ...

    def address(self, said: Mapping[str, str]) -> str:
        """Return the address that is asked."""

    def open(self, said: Mapping[str, str], asking: Asking) -> Session:
        """Begin a sitting by what was set, secrets among it."""

    def row(self, noun: str, record: Record, known: Known) -> Record | None:
        """Return a record as a row; None leaves it out."""

    def mapping(self, noun: str) -> str:
        """Return the TOML that turns rows of a noun into our kind."""
