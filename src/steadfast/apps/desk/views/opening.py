"""A new ticket, in two steps that need no script: whose it is, then what it says."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.desk import queries, ways_to_open
from steadfast.apps.desk.forms.opening import OpeningForm
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Seen, open_ticket
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.actor import Actor
from steadfast.foundation.files.arriving import takes_files
from steadfast.foundation.files.store import NoRoom

OFFERED = 500  # clients offered while typing


@takes_files()
@access("tickets.open")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Ask for the client, by name or by number, then for the rest."""
    given = request.POST.get("client") or request.GET.get("client", "")
    given = given.replace("\0", "").strip()[:200]
    client = _client(request.actor, given)
    if address := ways_to_open.address_of(request.GET.get("form", ""), client, request.actor):
        return redirect(address)
    if client is None:
        return _choose(request, given)
    before = _before(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = OpeningForm(*sent, client=client, initial=_known(before))
    if form.is_valid():
        try:
            seen = Seen(key=form.cleaned_data["key"])
            ticket = open_ticket(
                form.opening(before.pk if before else None), seen=seen, actor=request.actor, now=clock.now()
            )
        except NoRoom as full:
            form.add_error("attached", _("The files could not be stored: %(why)s. Nothing was opened.") % {"why": full})
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("%(label)s is open.", label=ticket.subject.label))
            return redirect("desk:ticket", ticket.subject.number)
    context = {"form": form, "client": client, "before": before, "may_team": request.actor.may("teams.manage")}
    context["ways"] = [] if before else ways_to_open.of(client, request.actor)
    return render(request, "desk/new.html", context, status=422 if form.is_bound else 200)


def _before(request: Request) -> Ticket | None:
    """Return the ticket that the new one follows, as the address or the form names it; one out of sight is none."""
    given = request.POST.get("follows") or request.GET.get("follows", "")
    return (
        queries.find(int(given), request.actor) if given.isascii() and given.isdecimal() and len(given) < 19 else None
    )


def _known(before: Ticket | None) -> dict[str, Any]:
    """Return what the form begins with: of a ticket that is followed what will not have changed."""
    if before is None:
        return {"key": uuid4()}
    return {
        "key": uuid4(),
        "follows": before.subject.number,
        "title": before.subject.title,
        "kind": before.kind,
        "contact": before.contact_id or "",
        "site": before.site_id or "",
        "team": before.team_id,
        "impact": before.impact,
        "urgency": before.urgency,
    }


def _client(actor: Actor, given: str) -> Client | None:
    """Return the client of that id, of that very name, or the only one whose name has these words in it."""
    if given.isascii() and given.isdecimal() and len(given) < 19:
        return clients.find(int(given), actor)
    if not given:
        return None
    rows = clients.visible_to(actor)
    named = list(rows.filter(name__iexact=given)[:2]) or list(rows.filter(name__icontains=given)[:2])
    return named[0] if len(named) == 1 else None


def _choose(request: Request, given: str) -> HttpResponse:
    rows = clients.visible_to(request.actor).filter(retired_at=None).order_by("name")
    like = rows.filter(name__icontains=given) if given else rows
    alike = list(like[:OFFERED])
    may_add = request.actor.may("clients.change")
    context = {"clients": alike or list(rows[:OFFERED]), "like": alike, "given": given, "may_add": may_add}
    return render(request, "desk/whose.html", context, status=422 if given else 200)
