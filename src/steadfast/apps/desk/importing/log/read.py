"""A whole log: every ticket's history, in the order in which the tickets first appear."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from steadfast.apps.desk.importing.log.cut import WHOLE, Cut
from steadfast.apps.desk.importing.log.fold import Fold
from steadfast.apps.desk.importing.log.history import TicketHistory
from steadfast.apps.desk.importing.log.rows import Row, rows
from steadfast.apps.desk.importing.log.snapshots import steps
from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.mapping import Mapping

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Log:
    """What a file holds: the tickets that are played, how many rows it has altogether, and how many are played.

    `whole`: a row is a ticket and not an event."""

    tickets: tuple[TicketHistory, ...]
    rows: int
    played: int
    whole: bool = False


def read(path: Path, mapping: Mapping, cut: Cut = WHOLE, known: Container[str] = NONE) -> Log:
    """Return the histories in a file. All of it is checked, also after the cut; Fault at the first thing wrong.

    The histories of `known` tickets keep their rows, so that they can be laid beside what is known.
    """
    end = cut.end(ZoneInfo(mapping.zone))
    whole = mapping.tickets.rows == "tickets"
    folds: dict[str, Fold] = {}
    count = played = 0
    for row in rows(path, mapping, cut):
        count += 1
        if whole and row.key in folds:
            raise _twice(folds[row.key].first, row, mapping.columns["key"][0])
        steps_of_row = steps(row) if whole else (row,)
        played += _play(folds, steps_of_row, end, known)
    if not count:
        raise Fault("the file has a header but no rows")
    seen = (fold for fold in folds.values() if end is None or fold.opened_at < end)
    return Log(tuple(fold.history(mapping) for fold in seen), count, played, whole)


def _play(folds: dict[str, Fold], said: Iterable[Row], end: datetime | None, known: Container[str]) -> int:
    """Play what one row of the file says; return 1 when it lies before the end."""
    played = 0
    for row in said:
        fold = folds.get(row.key)
        if fold is None:
            fold = folds[row.key] = Fold(row, keep=row.key in known)
        fold.check(row)
        if end is None or (row.at < end and fold.opened_at < end):
            fold.play(row)
            played = 1
    return played


def _twice(first: Row, row: Row, column: str) -> Fault:
    return Fault(f"stands in row {first.line} already", row=row.line, column=column, value=row.key)
