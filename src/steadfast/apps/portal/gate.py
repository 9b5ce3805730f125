"""Where a client's contact may be: nowhere once we serve their client no longer, else in the portal. A page of the
house that has a twin in the portal leads there; every other that would open to a contact is not there for them.

Open beside it are their own account, one promise with its story, and for who sees the whole company the rows behind a
number and “I promise …”. It stands before every view, so that an inner page made later cannot show them more: the
narrowing of what they see is in the queries of each app, and this is the second lock.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse

from steadfast.apps.clients.models import Client
from steadfast.apps.identity import queries as identity
from steadfast.foundation.access import PUBLIC, SIGNED_IN
from steadfast.foundation.actor import ANONYMOUS, Actor

OPEN = (
    "/portal/", "/me/", "/sign-in/", "/sign-out/", "/welcome/", "/yes/", "/files/", "/numbers/", "/healthz", "/readyz",
    "/app.webmanifest", "/service-worker.js", "/offline/", settings.STATIC_URL,
)  # fmt: skip
SHARED = {  # no twin: a promise that was given in a conversation, and the hours that a time counts in
    "commitments:show", "commitments:answer", "commitments:conversation", "agreements:icalendar",
}  # fmt: skip
DRILLS = {  # nor these, which are for who sees the whole company
    "reporting:rows", "reporting:rows_csv", "reporting:rows_jsonl", "commitments:promise",
}  # fmt: skip
TWINS = {
    "commitments:today": "portal:home", "clients:list": "portal:home", "clients:show": "portal:home",
    "desk:tickets": "portal:tickets", "desk:new": "portal:new", "desk:ticket": "portal:ticket",
    "agreements:list": "portal:agreements", "agreements:show": "portal:agreements",
    "agreements:calendar": "portal:agreements", "search": "portal:tickets",
}  # fmt: skip
READS = {"GET", "HEAD"}


def watch(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware; it stands inside the one that knows who acts."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", ANONYMOUS)
        if actor.client_id is None:
            return get_response(request)
        if Client.objects.filter(pk=actor.client_id, retired_at__isnull=False).exists():
            return _turned_away(request)
        return get_response(request) if request.path.startswith(OPEN) else _inside(request, actor, get_response)

    return middleware


def _turned_away(request: HttpRequest) -> HttpResponseBase:
    logout(request)
    request.actor = ANONYMOUS  # type: ignore[attr-defined]
    return render(request, "portal/parted.html", {"practice": identity.practice()}, status=403)


def _inside(
    request: HttpRequest, actor: Actor, get_response: Callable[[HttpRequest], HttpResponseBase]
) -> HttpResponseBase:
    """Answer at an address of the house: with the portal's twin, or 404 where the page would have opened."""
    try:
        found = resolve(request.path_info)
    except Resolver404:
        return get_response(request)
    name = found.view_name
    if name in SHARED or (name in DRILLS and not actor.own_only):
        return get_response(request)
    if request.method in READS and name in TWINS:
        return HttpResponseRedirect(_twin(request, TWINS[name], found.kwargs))
    needs = getattr(found.func, "access", PUBLIC)
    if name not in TWINS and needs != PUBLIC and (needs == SIGNED_IN or actor.may(needs)):
        raise Http404("Not in the portal")
    return get_response(request)


def _twin(request: HttpRequest, name: str, named: Mapping[str, Any]) -> str:
    """Return the address of a twin; a ticket keeps its number, a search its words."""
    if name == "portal:ticket":
        return reverse(name, args=[named["number"]])
    words = request.GET.get("q", "")
    return f"{reverse(name)}?{urlencode({'q': words})}" if words and name == "portal:tickets" else reverse(name)
