"""Make the promises of an undone import void, some at a time."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from steadfast.apps.commitments.models import Commitment
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent

SOME = 1000
REASON = "The import was undone."


@transaction.atomic
def void_some(batch_id: int, *, actor: Actor, now: datetime) -> bool:
    """Void the next promises of a batch; tell whether there were any left."""
    own = Commitment.objects.select_for_update(of=("self",), no_key=True).filter(batch_id=batch_id)
    left = own.filter(Q(closed_as=None) | ~Q(closed_as="void"))
    rows = list(left.select_related("subject").order_by("pk")[:SOME])
    Commitment.objects.filter(pk__in=[row.pk for row in rows]).update(
        closed_at=now, closed_as="void", done_at=None, waiting_since=None, version=F("version") + 1
    )
    events.append_many([_voided(row, now) for row in rows], actor=actor, now=now, deliver=False)
    return bool(rows)


def _voided(row: Commitment, now: datetime) -> NewEvent:
    body, private = {"closed_at": now}, {"words": REASON}
    return NewEvent(row.subject.chain_id, "commitment.voided", now, row.subject_id, body, row.pk, private)
