"""Maintenance: what is planned, what runs, what was; plan one, end one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.alerts import operations, queries
from steadfast.apps.alerts.forms import MaintenanceForm
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access


@access("alerts.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """List maintenance, what ends last first."""
    rows = queries.maintenance_visible_to(request.actor)
    page = pages.page(rows, order=("-ends_at", "-pk"), after=request.GET.get("after"))
    return render(request, "alerts/maintenance.html", {"page": page, "now": clock.now()})


@access("maintenance.plan")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Plan maintenance."""
    now = clock.now()
    sent = request.POST if request.method == "POST" else None
    known = {name: request.GET[name] for name in ("client", "source") if request.GET.get(name, "").isdecimal()}
    form = MaintenanceForm(sent, now=now, zone=request.actor.zone, initial=known)
    if form.is_valid():
        operations.plan_maintenance(**form.cleaned_data, actor=request.actor, now=now)
        messages.success(request, _("It is planned. What fires in that time is noted and opens nothing."))
        return redirect("alerts:maintenance")
    return render(request, "alerts/maintenance_form.html", {"form": form}, status=422 if form.is_bound else 200)


@access("maintenance.plan")
@require_POST
def end(request: Request, maintenance_id: int) -> HttpResponse:
    """End it now, or call it off."""
    row = get_object_or_404(queries.maintenance_visible_to(request.actor), pk=maintenance_id)
    operations.end_maintenance(row.pk, actor=request.actor, now=clock.now())
    messages.success(request, _("It is over. What fires still opens its ticket within a minute."))
    return redirect("alerts:maintenance")
