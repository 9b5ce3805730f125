"""Records as kinds of import: clients, contacts, sites, devices, agreements, and what other apps register as one."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from steadfast.apps.imports import kinds, operations
from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.kinds import Clock, Field, Planned, Progress, Run
from steadfast.apps.imports.models import Batch
from steadfast.apps.imports.operations.recording import RecordChunks
from steadfast.apps.imports.operations.taking_back import take_some_back
from steadfast.apps.imports.reading import digest
from steadfast.apps.imports.records import planning
from steadfast.apps.imports.records.noun import Noun
from steadfast.apps.imports.records.nouns import NOUNS
from steadfast.foundation.actor import Actor

FORM = 1  # raise it when the same file would be written otherwise


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One noun as a kind. The same file may be imported again: then only what differs is written."""

    noun: Noun
    stops_at_bad_rows = False

    @property
    def name(self) -> str:
        return self.noun.kind

    @property
    def label(self) -> Any:
        return self.noun.label

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.noun.fields

    def plan(self, run: Run, *, progress: Progress, now: datetime) -> Planned:
        """Say what the import would do; write nothing."""
        return planning.plan(self.noun, run, progress=progress)

    def bring_in(self, run: Run, *, actor: Actor, clock: Clock, progress: Progress, breath_s: float = 0.0) -> int:
        """Import the file, or go on where a killed run stopped; return the batch."""
        planned = planning.plan(self.noun, run, progress=lambda done, of: None)
        if kinds.is_all_refused(planned.counts):
            raise all_refused(planned)
        chunks = -(-planned.counts["rows"] // self.noun.chunk)
        address = _address(run)
        file = operations.File(
            kind=self.name,
            name=run.name,
            hash=hashlib.sha256(f"{address}:{_times(self.name, address)}".encode()).hexdigest(),
            mapping=run.mapping.name,
            source=run.source,
            chunks=chunks,
            counts=planned.counts,
            options={"form": FORM, "address": address, "source": run.source, **run.options},
        )
        claimed = operations.claim_when_free(file, actor=actor, clock=clock)
        applied = RecordChunks(self.noun, run, chunks)
        operations.apply(applied, claimed, actor=actor, clock=clock, progress=progress, breath_s=breath_s)
        return claimed.batch_id

    def undo(self, batch_id: int, *, actor: Actor, clock: Clock) -> None:
        """Undo a batch; one that was interrupted is finished by calling it again."""
        operations.undo(
            batch_id,
            lambda key: take_some_back(key, self.noun, actor=actor, now=clock()),
            actor=actor,
            now=clock(),
        )


class AllRefused(Fault):
    """None of the rows of a file can be taken, as things stand here now; nothing was written."""


def all_refused(planned: Planned) -> AllRefused:
    """Return the refusal of a file none of whose rows can be taken: no import is made of it."""
    first = planned.refused[0]
    return AllRefused(
        f"every row is refused; the first: {first.reason}", row=first.row, column=first.field, value=first.value
    )


def _address(run: Run) -> str:
    said = [digest(run.path), run.mapping.digest, run.source, run.token, FORM]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _times(kind: str, address: str) -> int:
    """Return how often this very import is done already; one that stopped midway does not count."""
    return Batch.objects.filter(kind=kind, options__address=address, state="shown").count()


def register() -> None:
    """Register all of them."""
    for noun in NOUNS:
        kinds.register(RecordKind(noun))
