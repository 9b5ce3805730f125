"""A whole log: every ticket's history, in the order in which the tickets first appear."""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from steadfast.apps.desk.importing.log.cut import WHOLE, Cut
from steadfast.apps.desk.importing.log.fault import Fault
from steadfast.apps.desk.importing.log.fold import Fold
from steadfast.apps.desk.importing.log.history import TicketHistory
from steadfast.apps.desk.importing.log.rows import rows
from steadfast.apps.desk.importing.mapping.mapping import Mapping


@dataclass(frozen=True, slots=True)
class Log:
    """What a file holds: the tickets that are played, how many rows it has altogether, and how many are played."""

    tickets: tuple[TicketHistory, ...]
    rows: int
    played: int


def read(path: Path, mapping: Mapping, cut: Cut = WHOLE) -> Log:
    """Return the histories in a file. All of it is checked, also after the cut; Fault at the first thing wrong."""
    end = cut.end(ZoneInfo(mapping.zone))
    folds: dict[str, Fold] = {}
    count = played = 0
    for row in rows(path, mapping, cut):
        count += 1
        fold = folds.get(row.key)
        if fold is None:
            fold = folds[row.key] = Fold(row)
        fold.check(row)
        if end is None or (row.at < end and fold.opened_at < end):
            fold.play(row)
            played += 1
    if not count:
        raise Fault("the file has a header but no rows")
    seen = (fold for fold in folds.values() if end is None or fold.opened_at < end)
    return Log(tuple(fold.history(mapping) for fold in seen), count, played)
