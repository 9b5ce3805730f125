"""Write one chunk of records: rows made and changed, what the source said, and a trace to undo it by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from steadfast.apps.imports.kinds import Run
from steadfast.apps.imports.mapping import Record
from steadfast.apps.imports.models import Batch, SourceRecord, Trace
from steadfast.apps.imports.records.noun import Noun, Values
from steadfast.apps.imports.records.piece import Deciding, Decision
from steadfast.apps.imports.records.planning import pieces
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent


@dataclass(slots=True)
class RecordChunks:
    """The chunks of a file of records, as the imports apply them: always the same rows, decided when their turn comes.

    So a chunk that is written twice has an effect once: the second time nothing differs any more.
    """

    noun: Noun
    run: Run
    count: int
    _rows: Iterator[tuple[Record, ...]] | None = None
    _next: int = 0
    _deciding: Deciding = field(init=False)

    def __post_init__(self) -> None:
        self._deciding = Deciding(self.noun, self.run.mapping, self.run.source)

    def apply(self, number: int, batch: Batch, *, actor: Actor, now: datetime) -> None:
        """Write one chunk in the caller's transaction."""
        piece = self._deciding.piece(self._chunk(number), lock=True)
        told: list[NewEvent] = []
        for decision in piece.decisions:
            told += self._write(decision, batch, actor=actor, now=now)
        events.append_many(told, actor=actor, now=now)

    def _chunk(self, number: int) -> Sequence[Record]:
        """Return the rows of a chunk; the file is read on from where the last one ended."""
        if self._rows is None or number < self._next:
            self._rows, self._next = pieces(self.run.mapping, self.run, self.noun.chunk), 0
        while self._next < number:
            next(self._rows)
            self._next += 1
        self._next += 1
        return next(self._rows)

    def _write(self, decision: Decision, batch: Batch, *, actor: Actor, now: datetime) -> list[NewEvent]:
        made, put = decision.row is None, decision.outcome.put
        before: Values = {}
        told: list[NewEvent] = []
        row = decision.row
        if row is None:
            row, told = self.noun.begin(put, decision.key, actor=actor, now=now)
        elif put:
            present = self.noun.present(row)
            before = {name: present[name] for name in put}
            told = self.noun.alter(row, put, actor=actor, now=now)
        self._remember(decision, row.pk, made, before, batch)
        return told

    def _remember(self, decision: Decision, row_id: int, made: bool, before: Values, batch: Batch) -> None:
        """Keep what the source said, and a trace of what was done. A row on which nothing differs leaves none."""
        record, said = decision.record, decision.values
        known = record.said if record is not None else {}
        if record is None:
            names = {"source": self.run.source, "kind": self.noun.kind, "key": decision.key}
            record = SourceRecord.objects.create(**names, row_id=row_id, said=said)
        elif known != {**known, **said} or record.row_id != row_id:
            record.said, record.row_id = {**known, **said}, row_id
            record.save(update_fields=["said", "row_id"])
        elif not decision.outcome.put and not decision.outcome.kept:
            return
        Trace.objects.update_or_create(
            batch=batch,
            record=record,
            defaults={
                "row": decision.number,
                "name": str(said.get("name", decision.key))[:200],
                "made": made,
                "before": before,
                "after": decision.outcome.put,
                "said_before": known,
                "kept": {name: list(pair) for name, pair in decision.outcome.kept.items()},
            },
        )
