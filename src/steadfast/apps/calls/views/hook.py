"""The address to which a telephone system posts. What comes is committed before it is read, and read at once.

202: it is kept. 401 or 404: nobody has this token, or the signature is not good or of another time. 413: it is too
large.
"""

from datetime import datetime

from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from steadfast.apps.calls import operations, queries
from steadfast.apps.calls.models import PhoneSystem
from steadfast.apps.identity import sealing
from steadfast.domain.calls import signature
from steadfast.foundation import clock
from steadfast.foundation.access import PUBLIC, Request, access
from steadfast.foundation.raw_body import takes_raw_body

LARGEST = 20_000  # bytes
SIGNATURE, STAMP = "X-Signature", "X-Timestamp"


@csrf_exempt
@takes_raw_body(LARGEST)
@access(PUBLIC)
@require_POST
def by_header(request: Request) -> HttpResponse:
    """Hear what comes with `Authorization: Bearer TOKEN`."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    system = queries.by_token(token.strip()) if scheme.lower() == "bearer" else None
    if system is None:
        answer = JsonResponse({"error": "no telephone system has this token"}, status=401)
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    return _take(request, system)


@csrf_exempt
@takes_raw_body(LARGEST)
@access(PUBLIC)
@require_POST
def by_address(request: Request, token: str) -> HttpResponse:
    """Hear what comes to the address that holds the token."""
    system = queries.by_token(token)
    if system is None:
        return JsonResponse({"error": "no telephone system has this address"}, status=404)
    return _take(request, system)


def _take(request: Request, system: PhoneSystem) -> HttpResponse:
    now = clock.now()
    if system.sealed and (refusal := _unsigned(request, sealing.opened(system.sealed), now)):
        return JsonResponse({"error": refusal}, status=401)
    posted = operations.keep(system, request.body, now=now)
    operations.hear(posted.pk, now=now)
    return JsonResponse({"kept": posted.pk}, status=202)


def _unsigned(request: Request, key: str, now: datetime) -> str:
    """Return what is wrong with a signature, "" where nothing is."""
    stamp = request.headers.get(STAMP, "")
    if not signature.is_good(key, stamp, request.body, request.headers.get(SIGNATURE, "")):
        return "the signature is not good"
    return "" if signature.is_now(stamp, now) else f"{STAMP} is not within five minutes of now"
