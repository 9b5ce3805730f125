"""Receive: write down what was posted, as it came. Nothing of it is read here, so nothing of it can go wrong."""

from datetime import datetime

from steadfast.apps.alerts.models import AlertSource, Arrival
from steadfast.apps.alerts.queries import old_arrivals


def receive(source: AlertSource, body: bytes, *, now: datetime) -> Arrival:
    """Write the body; call it in the transaction that also wakes the reader."""
    return Arrival.objects.create(source_id=source.pk, at=now, body=body)


def forget_arrivals(*, now: datetime) -> int:
    """Delete the bodies that nobody needs any longer; what they told stays. Return how many."""
    return old_arrivals(now).delete()[0]
