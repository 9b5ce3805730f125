"""Undo a batch: nobody sees it from that instant on, and what it promised is void. Nothing is deleted."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from steadfast.apps.imports.models import Batch
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN


def undo(batch_id: int, void_some: Callable[[int], bool], *, actor: Actor, now: datetime) -> None:
    """Take a batch out of sight, then call `void_some(batch_id)` until it says that nothing is left.

    Each call is a transaction of its own; an undoing that was interrupted is finished by the next one.
    """
    _hide(batch_id, actor=actor, now=now)
    while void_some(batch_id):
        pass


@transaction.atomic
def _hide(batch_id: int, *, actor: Actor, now: datetime) -> None:
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    if batch.state == "undone":
        return
    batch.state, batch.undone_at, batch.lease_owner, batch.lease_until = "undone", now, "", None
    batch.save(update_fields=["state", "undone_at", "lease_owner", "lease_until"])
    body = {"batch": batch.pk, "brings": batch.kind, "file": batch.file_hash}
    events.append(events.NewEvent(PRACTICE_CHAIN, "import.undone", now, None, body), actor=actor, now=now)
