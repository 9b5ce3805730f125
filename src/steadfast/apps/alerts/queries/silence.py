"""Which alerts maintenance keeps silent at an instant."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from steadfast.apps.alerts.models import Alert, Maintenance
from steadfast.foundation.actor import Actor


def running(at: datetime) -> list[Maintenance]:
    """Return the maintenance of an instant."""
    return list(Maintenance.objects.filter(starts_at__lte=at, ends_at__gt=at, ended_at=None).order_by("ends_at", "pk"))


def silencing(alert: Alert, of: Sequence[Maintenance]) -> Maintenance | None:
    """Return what keeps an alert silent; all that a maintenance names must fit."""
    return next((one for one in of if _fits(one, alert)), None)


def silenced(of: Sequence[Maintenance]) -> Q:
    """Return the condition of what `silencing` would find something for; of no maintenance, one that nothing fits."""
    found = Q(pk__in=[])
    for one in of:
        named = {"client": one.client_id, "device": one.device_id, "source": one.source_id}
        found |= Q(**{name: key for name, key in named.items() if key is not None})
    return found


def _fits(one: Maintenance, alert: Alert) -> bool:
    pairs = ((one.client_id, alert.client_id), (one.device_id, alert.device_id), (one.source_id, alert.source_id))
    return all(named is None or named == found for named, found in pairs)


def maintenance_visible_to(actor: Actor) -> QuerySet[Maintenance]:
    """Return all maintenance with whom and what it is for, for who may see alerts."""
    rows = Maintenance.objects.select_related("client", "device__subject", "source", "planned_by")
    return rows if actor.may("alerts.view") else rows.none()
