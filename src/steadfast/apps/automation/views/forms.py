"""Request forms: written by a lead, filled in by a member for a client."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from steadfast.apps.automation.forms.asking import AskForm
from steadfast.apps.automation.forms.service_forms import ServiceFormForm, lines_of
from steadfast.apps.automation.models import ServiceForm
from steadfast.apps.automation.operations import asking
from steadfast.apps.automation.operations import forms as operations
from steadfast.apps.automation.queries import forms as service_forms
from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.desk.operations import Seen
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.seen import Stale


@access("automation.change")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Ask for a new one and keep it."""
    return _edit(request, None)


@access("automation.change")
@require_http_methods(["GET", "POST"])
def edit(request: Request, form_id: int) -> HttpResponse:
    """Change one; what was asked by it stays as it was asked."""
    row = service_forms.all_of_them().filter(pk=form_id).first()
    if row is None:
        raise Http404("No such form")
    return _edit(request, row)


@access("tickets.open")
@require_http_methods(["GET", "POST"])
def ask(request: Request, form_id: int) -> HttpResponse:
    """Fill one in for a client: who it is, then the questions."""
    row = service_forms.visible_to(request.actor).filter(pk=form_id).first()
    if row is None:
        raise Http404("No such form")
    client = _client(request)
    if client is None or not service_forms.forms_for(client).filter(pk=row.pk).exists():
        return _choose(request, row)
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, form=row, client=client, inside=True, initial={"key": uuid4()})
    if form.is_valid():
        people = {"contact_id": form.picked("contact"), "approver_id": form.picked("approver")}
        by = {"seen": Seen(key=form.cleaned_data["key"]), "actor": request.actor, "now": clock.now()}
        try:
            ticket = asking.ask(row.pk, form.answers(), client=client, **people, **by)  # type: ignore[arg-type]
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("%(label)s is open.", label=ticket.subject.label))
            return redirect("desk:ticket", ticket.subject.number)
    context = {"form": form, "row": row, "client": client}
    return render(request, "automation/ask.html", context, status=422 if form.is_bound else 200)


def _client(request: Request) -> Client | None:
    given = request.POST.get("client") or request.GET.get("client", "")
    known = given.isascii() and given.isdecimal() and len(given) < 19
    return clients.find(int(given), request.actor) if known else None


def _choose(request: Request, row: ServiceForm) -> HttpResponse:
    rows = clients.visible_to(request.actor).filter(retired_at=None).order_by("name")
    only = list(row.clients.values_list("pk", flat=True))
    offered = (rows.filter(pk__in=only) if only else rows)[:500]
    return render(request, "automation/ask_whose.html", {"row": row, "clients": offered})


def _edit(request: Request, row: ServiceForm | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = ServiceFormForm(data, present=operations.present(row) if row else None, actor=request.actor)
    lines, status = lines_of(row, data), 422 if data is not None else 200
    if data is not None and form.is_valid() and all([line.is_valid() for line in lines]):
        by = {"actor": request.actor, "now": clock.now()}
        asked = [one for line in lines if (one := line.question()) is not None]
        try:
            kept = operations.keep(row.pk if row else None, form.said(asked), seen=form.seen_then, **by)  # type: ignore[arg-type]
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as stale:
            form.come_back(stale)
            status = 409
        else:
            messages.success(request, _("“%(name)s” is kept.") % {"name": kept.name})
            return redirect("automation:index")
    context = {"form": form, "lines": lines, "row": row}
    return render(request, "automation/service_form.html", context, status=status)
