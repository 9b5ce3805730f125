"""The list of clients, a new one, one of them, and what becomes of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.clients import front, operations, queries
from steadfast.apps.clients.forms import ClientForm
from steadfast.apps.clients.models import Client
from steadfast.apps.clients.queries import present
from steadfast.apps.clients.views.finding import client_of
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.queries import saved_views
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access
from steadfast.foundation.seen import Stale

LONGEST_SEARCH = 200


@access("clients.view")
@require_safe
def index(request: Request) -> HttpResponse:
    first, views = saved_views.of_page(request.actor, "clients", request.GET)
    if first:
        return redirect(first)
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    former = "former" in request.GET
    page = pages.page(
        queries.listed(request.actor, words, former=former),
        order=("name", "party_id"),
        after=request.GET.get("after") or request.GET.get("before"),
    )
    context = {
        "page": page,
        "views": views,
        "words": words,
        "changes": request.actor.may("clients.change"),
        "former": former,
        "has_former": former or queries.has_former(request.actor),
    }
    return render(request, "clients/list.html", context)


@access("clients.view")
@require_safe
def show(request: Request, party_id: int) -> HttpResponse:
    """The page of a client; its content is that of the app that knows the promises (clients.front)."""
    client = client_of(request, party_id)
    view = front.registered()
    if view is not None:
        return view(request, client)
    return render(request, "clients/show.html", {"client": client, "facts": queries.facts(client)})


@access("clients.change")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Take on a client."""
    form = ClientForm(request.POST or None, initial={"zone": identity.practice().zone})
    if form.is_valid():
        try:
            client = operations.make_client(**form.typed, actor=request.actor, now=clock.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            words = _("%(name)s is a client. Add who to talk to there.")
            messages.success(request, words % {"name": client.name})
            return redirect("clients:new_contact", client.pk)
    return _page(request, form)


@access("clients.change")
@require_http_methods(["GET", "POST"])
def edit(request: Request, party_id: int) -> HttpResponse:
    """Change a client."""
    client = client_of(request, party_id)
    form = ClientForm(request.POST or None, present=present.client_of(client))
    if not form.is_valid():
        return _page(request, form, client)
    try:
        client = operations.change_client(client, form.typed, seen=form.seen_then, actor=request.actor, now=clock.now())
    except Stale as stale:
        form.come_back(stale)
        return _page(request, form, client, status=409)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, form, client)
    messages.success(request, _("%(name)s is kept as you wrote it.") % {"name": client.name})
    return redirect("clients:show", client.pk)


@access("clients.change")
@require_POST
def part(request: Request, party_id: int) -> HttpResponse:
    """Say that a client is served no longer."""
    client = client_of(request, party_id)
    operations.part_from(client, actor=request.actor, now=clock.now())
    words = _("%(name)s is served no longer. What is open between you stays open.")
    messages.success(request, words % {"name": client.name})
    return redirect("clients:show", client.pk)


@access("clients.change")
@require_POST
def take_back(request: Request, party_id: int) -> HttpResponse:
    """Serve a former client again."""
    client = client_of(request, party_id)
    operations.take_back(client, actor=request.actor, now=clock.now())
    messages.success(request, _("%(name)s is a client again.") % {"name": client.name})
    return redirect("clients:show", client.pk)


def _page(request: Request, form: ClientForm, client: Client | None = None, status: int = 0) -> HttpResponse:
    context = {"form": form, "client": client}
    return render(request, "clients/new.html", context, status=status or (422 if form.is_bound else 200))
