"""Apply the chunks of a plan, each in a transaction of its own together with the note that it is done."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from django.db import transaction

from steadfast.apps.imports.models import Batch
from steadfast.apps.imports.operations.claiming import LEASE, Busy, Claim, give_back
from steadfast.apps.imports.operations.patience import Clock
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN

Progress = Callable[[int, int], None]


class Chunks(Protocol):
    """A plan that can be applied in parts, numbered from 0. The same file gives the same parts every time."""

    @property
    def count(self) -> int: ...

    def apply(self, number: int, batch: Batch, *, actor: Actor, now: datetime) -> None:
        """Write one part in the caller's transaction, well within a second."""


def apply(
    chunks: Chunks,
    claimed: Claim,
    *,
    actor: Actor,
    clock: Clock,
    progress: Progress = lambda done, of: None,
    breath_s: float = 0.0,
) -> None:
    """Apply what is left of a plan and show the batch with its last part. Raise Busy when another run took over.

    `breath_s` is how long to leave the database to others between two parts: SQLite has one writer.
    """
    try:
        for number in range(claimed.first, chunks.count):
            _apply_one(chunks, number, claimed, actor=actor, now=clock())
            progress(number + 1, chunks.count)
            if breath_s:
                time.sleep(breath_s)
        _show(claimed, actor=actor, now=clock())
    finally:
        give_back(claimed)


@transaction.atomic
def _apply_one(chunks: Chunks, number: int, claimed: Claim, *, actor: Actor, now: datetime) -> None:
    batch = _hold(claimed)
    chunks.apply(number, batch, actor=actor, now=now)
    batch.next_chunk, batch.lease_until = number + 1, now + LEASE
    batch.save(update_fields=["next_chunk", "lease_until", "counts"])


@transaction.atomic
def _show(claimed: Claim, *, actor: Actor, now: datetime) -> None:
    batch = _hold(claimed)
    batch.state, batch.shown_at = "shown", now
    batch.save(update_fields=["state", "shown_at"])
    body = {"batch": batch.pk, "brings": batch.kind, "file": batch.file_hash, "counts": batch.counts}
    events.append(events.NewEvent(PRACTICE_CHAIN, "import.shown", now, None, body), actor=actor, now=now)


def _hold(claimed: Claim) -> Batch:
    """Lock the batch; refuse when the lease is another run's by now."""
    batch = Batch.objects.select_for_update(no_key=True).get(pk=claimed.batch_id)
    if batch.lease_owner != claimed.owner or batch.state != "applying":
        raise Busy(batch)
    return batch
