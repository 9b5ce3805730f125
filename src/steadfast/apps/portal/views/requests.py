"""A new request. What is promised for it is said at once."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from steadfast.apps.automation.queries import forms
from steadfast.apps.clients import queries as clients
from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Seen, open_ticket
from steadfast.apps.portal.forms.request import RequestForm
from steadfast.apps.portal.queries.promised import promised, times
from steadfast.apps.portal.views.home import client_of
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock, moments
from steadfast.foundation.access import Request, access
from steadfast.foundation.files.arriving import takes_files
from steadfast.foundation.files.store import NoRoom

LEVELS = ("1", "2", "3")


@takes_files()
@access("portal.use")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    client, now = client_of(request), clock.now()
    before = _before(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RequestForm(
        *sent, client=client, devices=clients.devices_of(request.actor), initial=_known(before, request.GET)
    )
    if form.is_valid():
        try:
            opening = form.opening(request.actor.person_id, before.pk if before else None)
            seen = Seen(key=form.cleaned_data["key"])
            ticket = open_ticket(opening, seen=seen, actor=request.actor, now=now)
        except NoRoom as full:
            form.add_error("attached", _("The files could not be stored: %(why)s. Nothing was opened.") % {"why": full})
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, received(request, ticket))
            return redirect("portal:ticket", ticket.subject.number)
    context = {"form": form, "client": client, "before": before, "now": now}
    impact, urgency, site_id = form.chosen()
    context["times"] = times(client, impact=impact, urgency=urgency, site_id=site_id, now=now)
    context["forms"] = [] if before else forms.visible_to(request.actor)[: forms.MOST]
    return render(request, "portal/new.html", context, status=422 if form.is_bound else 200)


def received(request: Request, ticket: Ticket) -> str:
    """Return what is promised for it: "We have it as T-12, and answer you by today 15:00 at the latest"."""
    label, rows = ticket.subject.label, promised(ticket, request.actor)
    first = next((row for row in rows if row.kind == "first response"), None)
    if first is None:
        return say("We have it as %(label)s. No time was agreed for an answer.", label=label)
    by = moments.due(first.due_at, clock.now(), moments.zone_of(request.actor.zone))
    return say("We have it as %(label)s, and answer you by %(by)s at the latest.", label=label, by=by)


def _before(request: Request) -> Ticket | None:
    """Return the ticket that the new one follows, as the address or the form names it; one out of sight is none."""
    given = request.POST.get("follows") or request.GET.get("follows", "")
    known = given.isascii() and given.isdecimal() and len(given) < 19
    return desk.find(int(given), request.actor) if known else None


def _known(before: Ticket | None, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what stands in the form at first; the address may choose whom it hinders, how soon, and where."""
    chosen = {name: given[name] for name in ("impact", "urgency") if given.get(name) in LEVELS}
    if "site" in given:
        chosen["site"] = given["site"]
    if before is None:
        return {"key": uuid4(), **chosen}
    told = {"follows": before.subject.number, "title": before.subject.title, "site": before.site_id}
    return {"key": uuid4(), **told, **chosen}
