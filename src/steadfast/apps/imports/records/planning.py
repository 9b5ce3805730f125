"""The plan of an import of records: every row decided, counted, some shown. What would be written is not kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import batched

from steadfast.apps.imports.kinds import MOST_REFUSED, SAMPLE, Planned, Progress, Refused, Run, Shown
from steadfast.apps.imports.mapping import Mapping, Record, records
from steadfast.apps.imports.reading import open_table
from steadfast.apps.imports.records import naming
from steadfast.apps.imports.records.noun import Noun
from steadfast.apps.imports.records.piece import Deciding, Decision

PIECE = 200
OF_EACH = SAMPLE // 4  # rows of each outcome that are shown


@dataclass(slots=True)
class Tally:
    """Counts outcomes and keeps a few rows of each to show."""

    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("rows", "new", "changed", "same", "kept", "refused"), 0)
    )
    shown: dict[str, list[Shown]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)

    def add(self, noun: Noun, decision: Decision) -> None:
        """Count one decision."""
        name = decision.outcome.name
        self.counts[name] += 1
        self.counts["kept"] += bool(decision.outcome.kept)
        few = self.shown.setdefault("kept" if decision.outcome.kept else name, [])
        if len(few) < OF_EACH:
            few.append(shown(noun, decision))

    def refuse(self, refused: Sequence[Refused]) -> None:
        """Count the rows that are refused; a row may be wrong in several columns."""
        self.counts["refused"] += len({one.row for one in refused})
        self.refused += refused[: MOST_REFUSED - len(self.refused)]

    def sample(self) -> list[Shown]:
        """Return some rows of each outcome, those that change first, rows of ours by their names."""
        order = ("kept", "changed", "new", "same")
        found = [one for name in order for one in self.shown.get(name, [])]
        cells = naming.named(one.cells for one in found)
        return [replace(one, cells=said) for one, said in zip(found, cells, strict=True)]


def plan(noun: Noun, run: Run, *, progress: Progress) -> Planned:
    """Return what an import would do. Fault when the file as a whole cannot be read."""
    tally, deciding = Tally(), Deciding(noun, run.mapping, run.source)
    for rows in pieces(run.mapping, run, PIECE):
        piece = deciding.piece(rows)
        tally.counts["rows"] += len(rows)
        tally.refuse(piece.refused)
        for decision in piece.decisions:
            tally.add(noun, decision)
        progress(tally.counts["rows"], 0)
    return Planned(tally.counts, tally.sample(), tally.refused)


def pieces(mapping: Mapping, run: Run, size: int) -> Iterator[tuple[Record, ...]]:
    """Yield the rows of a file, so many at a time, always the same."""
    return batched(records(open_table(run.path, mapping.file), mapping), size)


def shown(noun: Noun, decision: Decision) -> Shown:
    """Return one decision as it is kept: each field before and after."""
    before = {} if decision.row is None else noun.present(decision.row)
    told = decision.outcome.put | {name: theirs for name, (_, theirs) in decision.outcome.kept.items()}
    fields = [item.name for item in noun.fields]
    names = [name for name in fields if name in told] or [name for name in fields if name in before]
    cells = tuple((name, before.get(name), told.get(name, before.get(name))) for name in names)
    called = str(decision.values.get("name", decision.key))
    outcome = "kept" if decision.outcome.kept else decision.outcome.name
    return Shown(decision.number, called, outcome, cells)
