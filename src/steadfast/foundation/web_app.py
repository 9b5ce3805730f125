"""Steadfast as an app on a phone or desk: its manifest, the page shown without a connection, the worker that shows it.

The worker keeps styles and scripts, whose names change with their content, and that one page. It keeps no other page:
what somebody may see is never left on a device that others may use.
"""

from pathlib import Path

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from steadfast.foundation.access import PUBLIC, Request, access

WORKER = Path(__file__).parent / "service_worker.js"
ICONS = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable-512.png", 512, "maskable"))


@access(PUBLIC)
@require_safe
def manifest(request: Request) -> HttpResponse:
    """Say what an installed Steadfast is called, how it looks and where it starts."""
    icons = [
        {"src": static(f"steadfast/app/{name}"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for name, size, purpose in ICONS
    ]
    says = {
        "name": "Steadfast",
        "short_name": "Steadfast",
        "description": _("Runs a managed service provider on kept promises."),
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0f6b5c",
        "icons": icons,
        "shortcuts": [
            {"name": _("New ticket"), "url": "/tickets/new/"},
            {"name": _("I promise …"), "url": "/promise/"},
        ],
    }
    return JsonResponse(says, content_type="application/manifest+json")


@access(PUBLIC)
@never_cache
@require_safe
def worker(request: Request) -> HttpResponse:
    """Serve the worker from the root, so that it stands before every page."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")


@access(PUBLIC)
@require_safe
def offline(request: Request) -> HttpResponse:
    """Say that there is no connection and what became of what was typed."""
    return render(request, "offline.html")
