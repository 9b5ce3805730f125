"""The list of clients, one of them, and a new one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from steadfast.apps.clients import front, operations, queries
from steadfast.apps.clients.forms import ClientForm
from steadfast.apps.identity import queries as identity
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access

LONGEST_SEARCH = 200


@access("clients.view")
@require_safe
def index(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    page = pages.page(
        queries.listed(request.actor, words),
        order=("name", "party_id"),
        after=request.GET.get("after") or request.GET.get("before"),
    )
    context = {"page": page, "words": words, "changes": request.actor.may("clients.change")}
    return render(request, "clients/list.html", context)


@access("clients.view")
@require_safe
def show(request: Request, party_id: int) -> HttpResponse:
    """The page of a client; its content is that of the app that knows the promises (clients.front)."""
    client = get_object_or_404(queries.visible_to(request.actor), pk=party_id)
    view = front.registered()
    if view is not None:
        return view(request, client)
    return render(request, "clients/show.html", {"client": client, "facts": queries.facts(client)})


@access("clients.change")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    form = ClientForm(request.POST or None, initial={"zone": identity.practice().zone})
    if form.is_valid():
        try:
            client = operations.make_client(**form.cleaned_data, actor=request.actor, now=clock.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{client.name} is a client. Add who to talk to there.")
            return redirect("clients:new_contact", client.pk)
    return render(request, "clients/new.html", {"form": form}, status=422 if form.is_bound else 200)
