"""Changes of priority: of some commitments, and those that hid a breach."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from steadfast.apps.commitments.models import Commitment, Reclassification
from steadfast.apps.commitments.queries.register import visible_to
from steadfast.foundation.actor import Actor


def reclassified(keys: Iterable[int]) -> dict[int, list[Reclassification]]:
    """Return the changes of priority that met some commitments, oldest first, by commitment, in one query."""
    found: dict[int, list[Reclassification]] = {}
    for row in Reclassification.objects.filter(commitment_id__in=list(keys)).order_by("at", "id"):
        found.setdefault(row.commitment_id, []).append(row)
    return found


def dodged(actor: Actor, *, since: datetime) -> QuerySet[Commitment]:
    """Return the commitments whose missed due time was put off by a lower priority since then, latest due first."""
    changes = Reclassification.objects.filter(commitment=OuterRef("pk"), dodged=True, at__gte=since)
    return visible_to(actor).filter(Exists(changes)).order_by("-due_at", "-id")
