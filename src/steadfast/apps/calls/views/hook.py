"""The address to which a telephone system posts. What comes is committed before it is read, and read at once.

202: it is kept. 401 or 404: nobody has this token, or the signature is not good. 413: it is too large.
"""

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
SIGNATURE = "X-Signature"


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
    if system.sealed:
        key = sealing.opened(system.sealed)
        if not signature.is_good(key, request.body, request.headers.get(SIGNATURE, "")):
            return JsonResponse({"error": "the signature is not good"}, status=401)
    now = clock.now()
    posted = operations.keep(system, request.body, now=now)
    operations.hear(posted.pk, now=now)
    return JsonResponse({"kept": posted.pk}, status=202)
