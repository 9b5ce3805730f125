"""/metrics: for a collector on this machine, or for one that sends the token of STEADFAST_METRICS_TOKEN."""

import ipaddress
import secrets

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from steadfast.foundation.access import PUBLIC, Request, access
from steadfast.foundation.care import metrics

FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-Ip")


@access(PUBLIC)
@never_cache
@require_safe
def show(request: Request) -> HttpResponse:
    """Show every figure as text."""
    if not may_read(request):
        raise PermissionDenied("Figures are for this machine, or for who sends the token.")
    return HttpResponse(generate_latest(metrics.registry), content_type=CONTENT_TYPE_LATEST)


def may_read(request: HttpRequest) -> bool:
    """Tell whether the reader sends the token or sits at this machine; a proxy's readers come from it, yet do not."""
    token = settings.METRICS_TOKEN
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token:
        return secrets.compare_digest(sent.encode(), token.encode())
    if any(request.headers.get(name) for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
