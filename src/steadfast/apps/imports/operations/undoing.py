"""Undo a batch: nobody sees it from that instant on, and what it promised is void. Nothing is deleted."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from steadfast.apps.imports.models import Batch
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN


class LaterFirst(Exception):
    """Another import of the same source stands on this one, or is being applied; undo or finish that one first."""


def undo(
    batch_id: int, void_some: Callable[[int], bool], *, actor: Actor, now: datetime, in_turn: bool = False
) -> None:
    """Take a batch out of sight, then call `void_some(batch_id)` until it says that nothing is left.

    Each call is a transaction of its own; an undoing that was interrupted is finished by the next one. `in_turn`:
    imports of one source stand on each other, so the latest is undone first; LaterFirst otherwise.
    """
    _hide(batch_id, in_turn, actor=actor, now=now)
    while void_some(batch_id):
        pass


@transaction.atomic
def _hide(batch_id: int, in_turn: bool, *, actor: Actor, now: datetime) -> None:
    batch = Batch.objects.select_for_update(no_key=True).get(pk=batch_id)
    if batch.state == "undone":
        return
    if in_turn:
        _refuse_out_of_turn(batch)
    batch.state, batch.undone_at, batch.lease_owner, batch.lease_until = "undone", now, "", None
    batch.save(update_fields=["state", "undone_at", "lease_owner", "lease_until"])
    body = {"batch": batch.pk, "brings": batch.kind, "file": batch.file_hash}
    events.append(events.NewEvent(PRACTICE_CHAIN, "import.undone", now, None, body), actor=actor, now=now)


def _refuse_out_of_turn(batch: Batch) -> None:
    others = Batch.objects.filter(kind=batch.kind, source=batch.source).exclude(pk=batch.pk)
    running = others.filter(state="applying").order_by("pk").first()
    if running is not None:
        raise LaterFirst(f"Import {running.pk} of {batch.source} is being applied; let it finish, or undo it first.")
    later = others.filter(state="shown", pk__gt=batch.pk).order_by("-pk").first()
    if later is not None:
        raise LaterFirst(f"Import {later.pk} of {batch.source} came after import {batch.pk}; undo that one first.")
