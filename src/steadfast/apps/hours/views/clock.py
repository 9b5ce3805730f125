"""The reader's own clock: start it on work inside, stop it, drop it, and say how long a forgotten one was."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.hours import operations
from steadfast.apps.hours.forms.work import ForgottenForm
from steadfast.apps.hours.models import Timer
from steadfast.apps.hours.queries import timer
from steadfast.apps.hours.views.saying import say_booked
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("hours.own")
@require_POST
def start(request: Request) -> HttpResponse:
    """Start it on work inside."""
    try:
        say_booked(request, operations.start(None, actor=request.actor, now=clock.now()))
    except operations.Forgotten as forgotten:
        messages.warning(request, str(forgotten))
        return redirect("hours:forgotten")
    messages.info(request, say("Your clock runs on work inside."))
    return redirect("hours:week")


@access("hours.own")
@require_POST
def stop(request: Request) -> HttpResponse:
    """Stop it and book what it shows; lead back to its ticket, or to the week."""
    running = timer.running(request.actor.person_id)
    try:
        booked = operations.stop(actor=request.actor, now=clock.now())
    except operations.Forgotten as forgotten:
        messages.warning(request, str(forgotten))
        return redirect("hours:forgotten")
    say_booked(request, booked)
    if running is not None and not booked:
        messages.info(request, say("Your clock ran less than half a minute; nothing is booked."))
    return _back(request, running)


@access("hours.own")
@require_POST
def drop(request: Request) -> HttpResponse:
    """Stop it and book nothing."""
    if operations.drop(actor=request.actor, now=clock.now()):
        messages.success(request, say("The clock is dropped; nothing is booked."))
    return redirect("hours:week")


@access("hours.own")
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: Request) -> HttpResponse:
    """Ask how long a clock really was, and propose it."""
    now, running = clock.now(), timer.running(request.actor.person_id)
    if running is None:
        return redirect("hours:week")
    proposed = timer.proposed_end(running, now)
    hours, minutes = divmod(int((proposed - running.started_at).total_seconds() + 30) // 60, 60)
    said = {"spent": f"{hours}:{minutes:02d}", "note": running.note}
    form = ForgottenForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_valid() and _booked(request, form, now):
        number = request.POST.get("next", "")
        is_number = number.isascii() and number.isdecimal() and len(number) < 16
        return redirect("desk:ticket", int(number)) if is_number else _back(request, running)
    context = {
        "timer": running,
        "proposed": proposed,
        "ran": int((now - running.started_at).total_seconds()),
        "form": form,
        "next": request.POST.get("next", request.GET.get("next", "")),
        "now": now,
    }
    return render(request, "hours/forgotten.html", context, status=422 if form.is_bound else 200)


def _booked(request: Request, form: ForgottenForm, now: datetime) -> bool:
    said = form.cleaned_data
    try:
        booked = operations.book_forgotten(minutes=said["spent"], note=said["note"], actor=request.actor, now=now)
    except Refused as refusal:
        form.add_error("spent", str(refusal))
        return False
    say_booked(request, booked)
    return True


def _back(request: Request, running: Timer | None) -> HttpResponse:
    if running is None or running.ticket is None or request.POST.get("to") == "week":
        return redirect("hours:week")
    return redirect("desk:ticket", running.ticket.subject.number)
