"""Recurring tickets: written on a page that shows their next dates, paused, and looked back on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.automation.forms.recurring import RecurringForm
from steadfast.apps.automation.models import Recurrence
from steadfast.apps.automation.operations import recurring
from steadfast.apps.automation.queries import recurring as recurrences
from steadfast.domain.automation.recurrence import instant
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock, moments
from steadfast.foundation.access import Request, access
from steadfast.foundation.seen import Stale


@access("automation.change")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Ask for a new one and keep it."""
    return _edit(request, None)


@access("automation.change")
@require_http_methods(["GET", "POST"])
def edit(request: Request, recurrence_id: int) -> HttpResponse:
    """Change one: from now on it comes as it is then."""
    return _edit(request, _find(recurrence_id))


@access("automation.view")
@require_safe
def show(request: Request, recurrence_id: int) -> HttpResponse:
    """Show what it is, when it comes next, and what it opened."""
    row = _find(recurrence_id)
    _opens, zone = recurrences.on_calendar(row.calendar)
    days = recurrences.next_days(recurrences.pattern_of(row), row.calendar, row.at, clock.now(), 3)
    context = {
        "row": row,
        "ahead": [] if row.paused_at else [instant(day, row.at, zone) for day in days],
        "times": recurrences.times_of(row),
        "may_change": request.actor.may("automation.change"),
    }
    return render(request, "automation/recurrence.html", context)


@access("automation.change")
@require_POST
def pause(request: Request, recurrence_id: int) -> HttpResponse:
    """Let it rest; with `on` let it come again."""
    row, on = _find(recurrence_id), "on" in request.POST
    recurring.pause(row.pk, paused=not on, actor=request.actor, now=clock.now())
    words = _("“%(title)s” comes again.") if on else _("“%(title)s” rests until you let it come again.")
    messages.success(request, words % {"title": row.title})
    return redirect("automation:recurrence", row.pk)


@access("automation.change")
@require_POST
def remove(request: Request, recurrence_id: int) -> HttpResponse:
    """Remove it; the tickets that it opened stay."""
    row = _find(recurrence_id)
    recurring.remove(row.pk, actor=request.actor, now=clock.now())
    messages.success(request, _("“%(title)s” comes no more. Its tickets stay.") % {"title": row.title})
    return redirect("automation:index")


def _find(recurrence_id: int) -> Recurrence:
    row = recurrences.all_of_them().filter(pk=recurrence_id).first()
    if row is None:
        raise Http404("No such recurring ticket")
    return row


def _edit(request: Request, row: Recurrence | None) -> HttpResponse:
    data, now = request.POST if request.method == "POST" else None, clock.now()
    begin = {} if row else {"begins": now.astimezone(moments.zone_of(request.actor.zone)).date()}
    form = RecurringForm(data, present=recurring.present(row) if row else None, initial=begin, actor=request.actor)
    looks = request.POST.get("act") == "look"
    valid, status = form.is_valid(), 422 if form.is_bound and not looks else 200
    if valid and not looks:
        by = {"actor": request.actor, "now": now}
        try:
            kept = recurring.keep(row.pk if row else None, form.said(), seen=form.seen_then, **by)  # type: ignore[arg-type]
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as stale:
            form.come_back(stale)
            status = 409
        else:
            messages.success(request, _("“%(title)s” is kept.") % {"title": kept.title})
            return redirect("automation:recurrence", kept.pk)
    ahead = form.ahead(now) if form.is_bound else []
    context = {"form": form, "row": row, "ahead": ahead, "looks": looks}
    return render(request, "automation/recurring_form.html", context, status=status)
