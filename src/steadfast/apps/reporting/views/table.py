"""The table of the scorecard as its template needs it: every number beside the address of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from steadfast.apps.reporting.queries.card import Line, Share
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.apps.reporting.views import addresses
from steadfast.domain.language import known

HEADS = (
    ("kept", known("Kept")),
    ("broken", known("Broken")),
    ("open_late", known("Open, late")),
    ("not_yet", known("Not yet judged")),
    ("kept_late", known("Kept late")),
    ("withdrawn", known("With\xaddrawn")),
    ("renegotiated", known("Moved")),
    ("released", known("Re\xadleased")),
    ("void", known("Void")),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the address of its rows; a nought leads nowhere."""

    name: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the table. `url` narrows the scorecard to it."""

    name: str
    url: str
    fell_due: Cell
    kept: Share
    felt: Share
    felt_late: Cell
    cells: Sequence[Cell]


def shown(line: Line, url: str = "") -> Shown:
    """Return a line with its addresses."""
    return Shown(
        line.name,
        url,
        _cell(line, "fell_due"),
        line.kept,
        line.felt,
        _cell(line, "felt_late"),
        [_cell(line, name) for name, _ in HEADS],
    )


def narrowed(chosen: Selection, group: str) -> str:
    """Return where a line leads: the same figures of this value alone, by what it was not yet grouped by."""
    return addresses.card(chosen, group="priority" if group == "month" else "month")


def _cell(line: Line, name: str) -> Cell:
    count = getattr(line.numbers, name)
    return Cell(name, count, addresses.rows(line.chosen, name) if count else "")
