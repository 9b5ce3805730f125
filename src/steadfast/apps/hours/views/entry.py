"""One entry: what it says, what it said before and why, and a form that corrects it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.hours import operations
from steadfast.apps.hours.forms.work import CorrectionForm, WhyForm
from steadfast.apps.hours.models import Entry
from steadfast.apps.hours.queries import entries
from steadfast.apps.hours.queries.week import monday_of
from steadfast.apps.hours.views.week import address, today
from steadfast.apps.identity import auditing
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("hours.own")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, entry_id: int) -> HttpResponse:
    """Show an entry; correct it, or take it away, with a reason."""
    now = clock.now()
    entry = get_object_or_404(entries.visible_to(request.actor), pk=entry_id)
    if entry.person_id != request.actor.person_id:
        auditing.showed(request, "person", entry.person_id)
    if not entry.stands:
        return redirect("hours:entry", newest(entry).pk)
    if request.method != "POST":
        return _page(request, entry, now, _form(request, entry, now))
    if not entries.corrects(entry, request.actor):
        raise PermissionDenied("Only who worked, or who leads, corrects an entry.")
    form = _form(request, entry, now, request.POST)
    if form.is_valid() and _done(request, form, lambda by: operations.correct(entry.pk, form.work, **by), now):
        messages.success(request, say("Corrected; what it said before is kept."))
        return redirect(address(monday_of(form.cleaned_data["day"])))
    return _page(request, entry, now, form, status=422)


@access("hours.own")
@require_POST
def take_away(request: Request, entry_id: int) -> HttpResponse:
    """Let an entry count for nothing, with a reason."""
    now = clock.now()
    entry = get_object_or_404(entries.visible_to(request.actor), pk=entry_id)
    if not entries.corrects(entry, request.actor):
        raise PermissionDenied("Only who worked, or who leads, takes an entry away.")
    away = WhyForm(request.POST, auto_id="away_%s")
    if away.is_valid() and _done(request, away, lambda by: operations.take_away(entry.pk, **by), now):
        messages.success(request, say("The entry counts for nothing now; what it said is kept."))
        return redirect(address(monday_of(entry.day)))
    return _page(request, entry, now, _form(request, entry, now), away, status=422)


def newest(entry: Entry) -> Entry:
    """Return the version of an entry that stands."""
    while not entry.stands:
        entry = Entry.objects.get(replaces=entry)
    return entry


def _done(request: Request, form: Form, does: Callable[[dict[str, Any]], object], now: datetime) -> bool:
    """Do it; False, with the reason on the form, where it cannot be done."""
    try:
        does({"why": form.cleaned_data["why"], "actor": request.actor, "now": now})
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _form(request: Request, entry: Entry, now: datetime, data: Any = None) -> CorrectionForm:
    of = entry.ticket.subject.label if entry.ticket else entry.client.name if entry.client else ""
    hours, minutes = divmod(entry.minutes, 60)
    said = {"day": entry.day, "spent": f"{hours}:{minutes:02d}", "of": of, "note": entry.note}
    return CorrectionForm(data, actor=request.actor, today=today(request.actor, now), initial=said)


def _page(
    request: Request, entry: Entry, now: datetime, form: CorrectionForm, away: WhyForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "entry": entry,
        "form": form,
        "away": away or WhyForm(auto_id="away_%s"),
        "history": entries.history(entry),
        "corrects": entries.corrects(entry, request.actor) and entry.minutes,
        "back": address(monday_of(entry.day)),
        "now": now,
    }
    return render(request, "hours/entry.html", context, status=status)
