"""Two addresses for machines: alive (/healthz, touches nothing) and ready (/readyz, looks at database and worker)."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from steadfast.foundation import clock, health
from steadfast.foundation.access import PUBLIC, Request, access


@access(PUBLIC)
@never_cache
@require_safe
def healthz(request: Request) -> HttpResponse:
    return JsonResponse({"alive": True})


@access(PUBLIC)
@never_cache
@require_safe
def readyz(request: Request) -> HttpResponse:
    """Answer 200 when ready, else 503 with what is wrong."""
    troubles = health.troubles(now=clock.now())
    return JsonResponse({"ready": not troubles, "troubles": troubles}, status=503 if troubles else 200)
