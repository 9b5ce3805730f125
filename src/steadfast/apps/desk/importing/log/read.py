"""A whole log: every ticket's history, in the order in which the tickets first appear."""

from collections import Counter
from collections.abc import Container, Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from steadfast.apps.desk.importing.log.bad import BadRows
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


def read_past_bad(path: Path, mapping: Mapping, cut: Cut, known: Container[str]) -> tuple[Log, BadRows]:
    """Return the histories in a file without those of which a row is bad, and what was bad. Fault on the whole file."""
    try:
        return read(path, mapping, cut, known), BadRows()
    except Fault:
        bad = BadRows()
        return read(path, mapping, cut, known, bad), bad  # a second time, so that the way without faults stays short


def read(
    path: Path, mapping: Mapping, cut: Cut = WHOLE, known: Container[str] = NONE, bad: BadRows | None = None
) -> Log:
    """Return the histories in a file. All of it is checked, also after the cut; Fault at the first thing wrong.

    Where `bad` is given the rows that are wrong are noted there, and the tickets that they are of are left out.

    The histories of `known` tickets keep their rows, so that they can be laid beside what is known.
    """
    end = cut.end(ZoneInfo(mapping.zone))
    whole = mapping.tickets.rows == "tickets"
    folds: dict[str, Fold] = {}
    count = played = 0
    of_key: Counter[str] = Counter()
    for row in rows(path, mapping, cut, bad):
        count += 1
        twice = whole and row.key in folds
        try:
            if twice:
                raise _twice(folds[row.key].first, row, mapping.columns["key"][0])
            played += _play(folds, steps(row) if whole else (row,), end, known)
        except Fault as fault:
            if bad is None:
                raise
            bad.add(fault, None if twice else row.key)
            count -= 1
        else:
            of_key[row.key] += bad is not None
    if not count and not (bad and bad.count):
        raise Fault("the file has a header but no rows")
    played -= _leave_out(folds, of_key, bad, whole) if bad else 0
    seen = (fold for fold in folds.values() if end is None or fold.opened_at < end)
    return Log(tuple(fold.history(mapping) for fold in seen), count - (bad.along if bad else 0), played, whole)


def _leave_out(folds: dict[str, Fold], of_key: Map[str, int], bad: BadRows, whole: bool) -> int:
    """Take out the tickets of which a row is bad; return how many rows of them had been played."""
    bad.along = sum(of_key[key] for key in bad.keys)
    out = [fold for key in bad.keys if (fold := folds.pop(key, None))]
    return sum(min(len(fold.marks), 1) if whole else len(fold.marks) for fold in out)


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
