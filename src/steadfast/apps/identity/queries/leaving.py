"""Who leaves: the plan that runs, how far it is, and how much there is to pass."""

from datetime import datetime

from django.db.models import QuerySet

from steadfast.apps.identity import leavers
from steadfast.apps.identity.leavers import Group
from steadfast.apps.identity.models import Leaving


def running(person_id: int) -> Leaving | None:
    """Return the plan by which somebody leaves that is neither done nor called off."""
    return Leaving.objects.filter(person_id=person_id, done_at=None, cancelled_at=None).first()


def due(now: datetime) -> QuerySet[Leaving]:
    """Return the plans whose time has come, oldest first."""
    return Leaving.objects.filter(done_at=None, cancelled_at=None, leaves_at__lte=now).order_by("id")


def answered_for(person_id: int) -> list[tuple[Group, int]]:
    """Return the groups of which a person answers for something, with how much."""
    counted = [(group, group.count(person_id)) for group in leavers.groups()]
    return [(group, count) for group, count in counted if count]
