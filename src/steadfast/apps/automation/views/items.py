"""The checklist on a ticket: ticked where the ticket stands, added to on a page of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.automation.forms.checklists import ItemsForm
from steadfast.apps.automation.operations import checking
from steadfast.apps.automation.queries import checklists
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.views.ticket import find
from steadfast.domain.automation import lines
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("tickets.work")
@require_http_methods(["GET", "POST"])
def add(request: Request, number: int) -> HttpResponse:
    """Offer the checklists that are kept, and a place for items of this ticket alone."""
    ticket = find(request, number)
    form = ItemsForm(request.POST if request.method == "POST" and not request.POST.get("checklist") else None)
    trouble, by = "", {"actor": request.actor, "now": clock.now()}
    try:
        chosen = request.POST.get("checklist", "")
        if chosen.isascii() and chosen.isdecimal() and len(chosen) < 19:
            checking.add(ticket.pk, int(chosen), **by)  # type: ignore[arg-type]
            return redirect("desk:ticket", number)
        if form.is_valid():
            checking.add_lines(ticket.pk, form.cleaned_data["lines"], **by)  # type: ignore[arg-type]
            return redirect("desk:ticket", number)
    except Refused as refusal:
        trouble = str(refusal)
    kept = [(row, lines.read(row.lines)) for row in checklists.all_of_them()[: checklists.MOST]]
    items = checklists.on([ticket.pk])
    context = {"ticket": ticket, "form": form, "checklists": kept, "items": items, "trouble": trouble}
    return render(request, "automation/add.html", context, status=422 if request.method == "POST" else 200)


@access("tickets.work")
@require_POST
def tick(request: Request, number: int, item_id: int) -> HttpResponse:
    """Tick an item; with `off` take its tick off."""
    ticket = find(request, number)
    return _do(request, ticket, lambda by: checking.tick(ticket.pk, item_id, done="off" not in request.POST, **by))


@access("tickets.work")
@require_POST
def take_off(request: Request, number: int, item_id: int) -> HttpResponse:
    """Take an item off the ticket."""
    ticket = find(request, number)
    return _do(request, ticket, lambda by: checking.take_off(ticket.pk, item_id, **by))


def _do(request: Request, ticket: Ticket, does: Callable[[dict[str, Any]], object]) -> HttpResponse:
    try:
        does({"actor": request.actor, "now": clock.now()})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:ticket", ticket.subject.number)
