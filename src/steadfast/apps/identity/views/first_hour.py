"""The first hour: the page that lists its steps, leaving one for later, and the practice's own page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.forms import PracticeForm
from steadfast.apps.identity.queries import first_hour
from steadfast.foundation import clock, first_steps
from steadfast.foundation.access import Request, access

MANAGE = "practice.manage"


@access(MANAGE)
@require_safe
def show(request: Request) -> HttpResponse:
    """List what is best done first, with what is done already."""
    context = {"checklist": first_hour.checklist(request.actor), "open": first_hour.is_first_hour()}
    return render(request, "identity/first_hour.html", context)


@access(MANAGE)
@require_POST
def leave(request: Request, key: str) -> HttpResponse:
    """Leave a step for later, or take it up again."""
    if key not in {step.key for step in first_steps.steps()}:
        raise Http404
    if request.POST.get("again"):
        operations.take_up_step(key)
    else:
        operations.leave_step(key, actor=request.actor, now=clock.now())
    return redirect("identity:first_hour")


@access(MANAGE)
@require_POST
def end(request: Request) -> HttpResponse:
    """Take the checklist off Today."""
    operations.end_first_hour(actor=request.actor, now=clock.now())
    messages.success(request, _("The checklist is off Today. You find it again on the page Practice."))
    return redirect("/")


@access(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: Request) -> HttpResponse:
    """Show and change the practice's name, zone, currency and telephone."""
    row = queries.practice()
    initial = {"name": row.party.name, "zone": row.zone, "currency": row.currency, "phone": row.phone}
    form = PracticeForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            operations.change_practice(**form.cleaned_data, actor=request.actor, now=clock.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The practice is changed."))
            return redirect("identity:practice")
    return render(request, "identity/practice.html", {"form": form}, status=422 if form.is_bound else 200)
