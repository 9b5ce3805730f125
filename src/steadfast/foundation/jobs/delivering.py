"""Deliver the outbox: call the subscriber and remove its row in one transaction, retry what fails, give up visibly.

The row is removed first, and only by who holds its lease; a second worker that comes late finds none and calls nobody.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from steadfast.foundation import clock, outbox
from steadfast.foundation.jobs import lease, retry
from steadfast.foundation.models import Delivery, Event

BATCH = 20
log = logging.getLogger(__name__)


class NoSubscriber(LookupError):
    """A row names a subscriber that this release does not have."""


def deliver_due(*, owner: str, now: datetime, period: timedelta = lease.LEASE) -> int:
    """Deliver up to a batch of due rows; return how many were tried."""
    keys = lease.claim(Delivery, owner=owner, now=now, lease=period, limit=BATCH)
    for delivery in Delivery.objects.filter(pk__in=keys, lease_owner=owner).order_by("pk"):
        try:
            _deliver(delivery)
        except Exception as error:
            log.exception("%s failed, attempt %s", delivery, delivery.attempts)
            _put_back(delivery, retry.told(error), now=clock.exactly())
    return len(keys)


@transaction.atomic
def _deliver(delivery: Delivery) -> None:
    function = outbox.subscriber(delivery.subscriber)
    if function is None:
        raise NoSubscriber(delivery.subscriber)
    removed, _ = _ours(delivery).delete()
    if removed:
        event = Event.objects.select_related("text").get(pk=delivery.event_id)
        function(event, event.data, now=clock.now())


def _put_back(delivery: Delivery, error: str, *, now: datetime) -> None:
    given_up = delivery.attempts >= retry.ATTEMPTS
    next_at = None if given_up else retry.next_try(delivery.attempts, now=now)
    _ours(delivery).update(error=error, next_at=next_at, lease_until=None)


def _ours(delivery: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk=delivery.pk, lease_owner=delivery.lease_owner, attempts=delivery.attempts)
