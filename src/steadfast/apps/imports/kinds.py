"""The kinds of things that can be imported, as a registry: an app that knows how registers its kind where it starts.

    kinds.register(TICKETS)                    in AppConfig.ready of the app that owns the rows
    kinds.named("tickets").plan(run, now=now)  what the pages and the command call; nothing of it is written
A plan is values that survive as JSON: the page that shows it reads it again after a restart.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from steadfast.foundation.actor import Actor

SAMPLE = 20  # rows of a plan that are shown before and after
SHAPES = ("text", "lines", "date", "instant", "email", "number", "choice", "yes or no", "zone")

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Field:
    """What a column can be. `label` and `example` are what a page says of it, `longest` the most characters of a text.

    `choices` are our values with their words, where only these may stand (shape "choice"); "lines" is a text that keeps
    its lines. By which headers other systems call it stands in guessing/names.toml.
    """

    name: str
    label: Any
    needed: bool = False
    example: str = ""
    shape: str = "text"
    longest: int = 200
    choices: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of the file (counted from 1, the header is row 1) that cannot be taken, and why."""

    row: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the result: what it is called, what becomes of it, and (field, before, after) of what it says.

    Values are plain: text, true or false, days and instants as ISO text; a page says them in the words of its reader.
    """

    row: int
    key: str
    outcome: str  # new | changed | same | kept
    cells: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """How many of a kind would be made, and what the first of them are called."""

    count: int
    first: Sequence[str]


@dataclass(frozen=True, slots=True)
class Planned:
    """What an import would do. `counts` by outcome: new, changed, same, kept, refused, and what else a kind counts.

    `refused` holds at most `kinds.MOST_REFUSED` rows, `counts["refused"]` all of them. `makes` names what it would make
    besides the rows themselves, such as clients that tickets name: of each kind how many, and the first names.
    """

    counts: Mapping[str, int]
    sample: Sequence[Shown] = ()
    refused: Sequence[Refused] = ()
    makes: Mapping[str, Made] = field(default_factory=dict)


MOST_REFUSED = 10_000
ANEW = "planned_anew"  # a plan that was made again, since what is here had changed
SKIP = "skip_bad_rows"  # the option of a run: what cannot be taken is left out, the rest is applied
TAKEN = ("new", "changed", "same", "kept")


def is_all_refused(counts: Mapping[str, int]) -> bool:
    """Tell whether a plan leaves nothing to import: rows were refused, and none was taken."""
    return bool(counts.get("refused")) and not any(counts.get(name) for name in TAKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One file to import and how. `mapping` is a steadfast.apps.imports.mapping value.

    `source` names the system that the keys of the rows belong to. `token` sets two runs of the same bytes apart; a
    resumed run has the token of the run that it resumes.
    """

    path: Path
    name: str
    mapping: Any
    source: str = ""
    token: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


class Kind(Protocol):
    """What a kind can do. What is wrong with a file as a whole is raised as the fault of apps.imports.reading."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> Any: ...
    @property
    def fields(self) -> tuple[Field, ...]: ...
    @property
    def stops_at_bad_rows(self) -> bool:
        """Tell whether one bad row keeps the whole file out, unless the run is to skip them."""

    def plan(self, run: Run, *, progress: Progress, now: datetime) -> Planned:
        """Say what the import would do; write nothing."""

    def bring_in(self, run: Run, *, actor: Actor, clock: Clock, progress: Progress, breath_s: float) -> int:
        """Import the file, or go on where a killed run stopped; return the batch."""

    def undo(self, batch_id: int, *, actor: Actor, clock: Clock) -> None:
        """Undo a batch; one that was interrupted is finished by calling it again."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Register a kind under its name; the same name twice is an error, unless it is the same kind."""
    if _kinds.setdefault(kind.name, kind) is not kind:
        raise ValueError(f"the kind {kind.name!r} is registered twice")


def named(name: str) -> Kind:
    """Return a kind; LookupError names those that exist."""
    if name not in _kinds:
        raise LookupError(f"There is no kind of import {name!r}; there are: {', '.join(sorted(_kinds))}.")
    return _kinds[name]


def all_kinds() -> list[Kind]:
    """Return the kinds in the order of their registration."""
    return list(_kinds.values())
