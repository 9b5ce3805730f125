"""The address to which monitoring posts. What comes is written and committed before anybody reads it.

202: it is kept. 401 or 404: no source has this token. 413: it is too large. 503: the database takes no writes; whoever
posts tries again, as Alertmanager does. Nothing else of what is wrong with a body is said here: it is kept, and the
page of its source names what is wrong.
"""

from django.db import transaction
from django.http import HttpResponse

from steadfast.apps.alerts import operations, queries, waking
from steadfast.apps.alerts.models import AlertSource
from steadfast.foundation import clock, hooks
from steadfast.foundation.access import Request

LARGEST = 1_000_000  # bytes: some two thousand alerts


def _take(request: Request, source: AlertSource) -> HttpResponse:
    now = clock.now()
    with transaction.atomic():
        arrival = operations.receive(source, request.body, now=now)
        waking.wake(now=now)
    return hooks.kept(arrival.pk)


by_header, by_address = hooks.addresses(LARGEST, find=queries.by_token, take=_take, whose="source")
