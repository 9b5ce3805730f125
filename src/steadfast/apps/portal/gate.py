"""Where a client's contact may be: nowhere once we serve their client no longer, and in the portal alone where they
see just what is their own. It stands before every view, so that an inner page made later cannot show them more.

The narrowing of what they see is in the queries of each app; this is the second lock, and the way to the right page.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render

from steadfast.apps.clients.models import Client
from steadfast.foundation.actor import ANONYMOUS, Actor

OPEN = (
    "/portal/", "/me/", "/sign-in/", "/sign-out/", "/welcome/", "/yes/", "/files/", "/numbers/", "/healthz", "/readyz",
    "/app.webmanifest", "/service-worker.js", "/offline/", settings.STATIC_URL,
)  # fmt: skip
READS = {"GET", "HEAD"}


def watch(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware; it stands inside the one that knows who acts."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", ANONYMOUS)
        if actor.client_id is None:
            return get_response(request)
        if Client.objects.filter(pk=actor.client_id, retired_at__isnull=False).exists():
            return _turned_away(request)
        if actor.own_only and not request.path.startswith(OPEN):
            return _home(request)
        return get_response(request)

    return middleware


def _turned_away(request: HttpRequest) -> HttpResponseBase:
    logout(request)
    request.actor = ANONYMOUS  # type: ignore[attr-defined]
    return render(request, "portal/parted.html", status=403)


def _home(request: HttpRequest) -> HttpResponseBase:
    """Lead a reader home, to the portal's page of a ticket where they asked for the inner one; refuse a form."""
    if request.method not in READS:
        raise Http404("Not in the portal")
    _, first, number, *_ = (*request.path.split("/"), "", "")
    is_ticket = first == "tickets" and number.isascii() and number.isdecimal()
    return HttpResponseRedirect(f"/portal/tickets/{number}/" if is_ticket else "/portal/")
