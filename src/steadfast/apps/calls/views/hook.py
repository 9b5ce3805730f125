"""The address to which a telephone system posts. What comes is committed before it is read, and read at once.

202: it is kept. 401 or 404: nobody has this token, or the signature is not good or of another time. 413: it is too
large.
"""

from datetime import datetime

from django.http import HttpResponse, JsonResponse

from steadfast.apps.calls import operations, queries
from steadfast.apps.calls.models import PhoneSystem
from steadfast.apps.identity import sealing
from steadfast.domain.calls import signature
from steadfast.foundation import clock, hooks
from steadfast.foundation.access import Request

LARGEST = 20_000  # bytes
SIGNATURE, STAMP = "X-Signature", "X-Timestamp"


def _take(request: Request, system: PhoneSystem) -> HttpResponse:
    now = clock.now()
    if system.sealed and (refusal := _unsigned(request, sealing.opened(system.sealed), now)):
        return JsonResponse({"error": refusal}, status=401)
    posted = operations.keep(system, request.body, now=now)
    operations.hear(posted.pk, now=now)
    return hooks.kept(posted.pk)


def _unsigned(request: Request, key: str, now: datetime) -> str:
    """Return what is wrong with a signature, "" where nothing is."""
    stamp = request.headers.get(STAMP, "")
    if not signature.is_good(key, stamp, request.body, request.headers.get(SIGNATURE, "")):
        return "the signature is not good"
    return "" if signature.is_now(stamp, now) else f"{STAMP} is not within five minutes of now"


by_header, by_address = hooks.addresses(LARGEST, find=queries.by_token, take=_take, whose="telephone system")
