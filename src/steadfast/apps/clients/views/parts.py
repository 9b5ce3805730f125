"""The contacts and the sites of a client: all of them, a new one, one of them, and those who are gone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.clients import operations, queries
from steadfast.apps.clients.forms import ContactForm, SiteForm
from steadfast.apps.clients.models import Client
from steadfast.apps.clients.queries import present
from steadfast.apps.clients.views.finding import client_of
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access
from steadfast.foundation.seen import RememberingForm, Stale


@dataclass(frozen=True, slots=True)
class Part:
    """What a client has several of, and what is done with one."""

    noun: str  # contact | site; also the beginning of the names of its addresses
    form: type[RememberingForm]
    rows: Callable[..., QuerySet[Any]]
    present: Callable[[Any], dict[str, Any]]
    add: Callable[..., Any]
    change: Callable[..., Any]
    retire: Callable[..., None]
    restore: Callable[..., None]
    gone: Callable[[Any], bool]


CONTACT = Part(
    "contact",
    ContactForm,
    queries.contacts_of,
    present.contact_of,
    operations.add_contact,
    operations.change_contact,
    operations.say_left,
    operations.say_back,
    lambda person: person.left_at is not None,
)
SITE = Part(
    "site",
    SiteForm,
    queries.sites_of,
    present.site_of,
    operations.add_site,
    operations.change_site,
    operations.close_site,
    operations.open_site,
    lambda site: site.retired_at is not None,
)
PARTS = {"contacts": CONTACT, "sites": SITE}


@access("clients.change")
@require_safe
def index(request: Request, party_id: int, parts: str) -> HttpResponse:
    """List all contacts or all sites of a client, or those that are gone."""
    client, part = client_of(request, party_id), PARTS[parts]
    former = "former" in request.GET
    page = pages.page(part.rows(client, former=former), order=("name", "pk"), after=_cursor(request))
    context = {"client": client, "noun": part.noun, "page": page, "former": former}
    return render(request, "clients/parts.html", context)


@access("clients.change")
@require_http_methods(["GET", "POST"])
def new(request: Request, party_id: int, parts: str) -> HttpResponse:
    """Add a contact or a site."""
    client, part = client_of(request, party_id), PARTS[parts]
    form = part.form(request.POST or None)
    if form.is_valid():
        try:
            made = part.add(client, **form.typed, actor=request.actor, now=clock.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            said = (
                _("%(name)s is a contact of %(client)s.") if part is CONTACT else _("%(name)s is a site of %(client)s.")
            )
            messages.success(request, said % {"name": made.name, "client": client.name})
            return redirect("clients:show", client.pk)
    return _page(request, client, part, form)


@access("clients.change")
@require_http_methods(["GET", "POST"])
def edit(request: Request, party_id: int, parts: str, number: int) -> HttpResponse:
    """Change a contact or a site."""
    client, part = client_of(request, party_id), PARTS[parts]
    row = _row(client, part, number)
    form = part.form(request.POST or None, present=part.present(row))
    if not form.is_valid():
        return _page(request, client, part, form, row)
    try:
        row = part.change(client, row, form.typed, seen=form.seen_then, actor=request.actor, now=clock.now())
    except Stale as stale:
        form.come_back(stale)
        return _page(request, client, part, form, row, status=409)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, client, part, form, row)
    messages.success(request, _("%(name)s is kept as you wrote it.") % {"name": row.name})
    return redirect("clients:show", client.pk)


@access("clients.change")
@require_POST
def end(request: Request, party_id: int, parts: str, number: int) -> HttpResponse:
    """Say that a contact left, or that a site is closed."""
    client, part = client_of(request, party_id), PARTS[parts]
    row = _row(client, part, number)
    part.retire(client, row, actor=request.actor, now=clock.now())
    said = _("%(name)s has left %(client)s.") if part is CONTACT else _("%(name)s is closed.")
    messages.success(request, said % {"name": row.name, "client": client.name})
    return redirect("clients:show", client.pk)


@access("clients.change")
@require_POST
def again(request: Request, party_id: int, parts: str, number: int) -> HttpResponse:
    """Say that a contact is back, or that a site is open again."""
    client, part = client_of(request, party_id), PARTS[parts]
    row = _row(client, part, number)
    try:
        part.restore(client, row, actor=request.actor, now=clock.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(f"clients:{part.noun}", client.pk, row.pk)
    messages.success(request, _("%(name)s is there again.") % {"name": row.name})
    return redirect("clients:show", client.pk)


def _row(client: Client, part: Part, number: int) -> Any:
    both = part.rows(client) | part.rows(client, former=True)
    return get_object_or_404(both, pk=number)


def _cursor(request: Request) -> str | None:
    return request.GET.get("after") or request.GET.get("before")


def _page(
    request: Request, client: Client, part: Part, form: RememberingForm, row: Any = None, status: int = 0
) -> HttpResponse:
    parts = next(name for name, one in PARTS.items() if one is part)
    gone = row is not None and part.gone(row)
    context = {"form": form, "client": client, "noun": part.noun, "parts": parts, "row": row, "gone": gone}
    return render(request, "clients/part.html", context, status=status or (422 if form.is_bound else 200))
