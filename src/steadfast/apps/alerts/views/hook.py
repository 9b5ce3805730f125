"""The address to which monitoring posts. What comes is written and committed before anybody reads it.

202: it is kept. 401 or 404: no source has this token. 413: it is too large. 503: the database takes no writes; whoever
posts tries again, as Alertmanager does. Nothing else of what is wrong with a body is said here: it is kept, and the
page of its source names what is wrong.
"""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from steadfast.apps.alerts import operations, queries, waking
from steadfast.apps.alerts.models import AlertSource
from steadfast.foundation import clock
from steadfast.foundation.access import PUBLIC, Request, access
from steadfast.foundation.raw_body import takes_raw_body

LARGEST = 1_000_000  # bytes: some two thousand alerts


@csrf_exempt
@takes_raw_body(LARGEST)
@access(PUBLIC)
@require_POST
def by_header(request: Request) -> HttpResponse:
    """Take in what comes with `Authorization: Bearer TOKEN`."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    source = queries.by_token(token.strip()) if scheme.lower() == "bearer" else None
    if source is None:
        answer = JsonResponse({"error": "no source has this token"}, status=401)
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    return _take(request, source)


@csrf_exempt
@takes_raw_body(LARGEST)
@access(PUBLIC)
@require_POST
def by_address(request: Request, token: str) -> HttpResponse:
    """Take in what comes to the address that holds the token."""
    source = queries.by_token(token)
    if source is None:
        return JsonResponse({"error": "no source has this address"}, status=404)
    return _take(request, source)


def _take(request: HttpRequest, source: AlertSource) -> HttpResponse:
    now = clock.now()
    with transaction.atomic():
        arrival = operations.receive(source, request.body, now=now)
        waking.wake(now=now)
    return JsonResponse({"kept": arrival.pk}, status=202)
