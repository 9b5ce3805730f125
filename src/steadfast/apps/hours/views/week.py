"""The timesheet: a week of one's own, day by day; who leads may look at the others'."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from steadfast.apps.clients import queries as clients
from steadfast.apps.hours import operations
from steadfast.apps.hours.forms.work import WorkForm
from steadfast.apps.hours.models.entry import TYPED
from steadfast.apps.hours.queries import timer
from steadfast.apps.hours.queries.week import monday_of, week_of
from steadfast.apps.hours.views.saying import say_booked
from steadfast.apps.identity import auditing
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock, moments
from steadfast.foundation.access import Request, access
from steadfast.foundation.actor import Actor
from steadfast.foundation.frames import framed

EARLIEST, LATEST = date(2000, 1, 3), date(2199, 12, 30)  # Mondays
NAMES = 500  # of clients that are offered while one types


@access("hours.own")
@require_safe
def show(request: Request) -> HttpResponse:
    """Show a week."""
    return page(request, clock.now())


@access("hours.own")
@require_POST
def book(request: Request) -> HttpResponse:
    """Book what was typed, as one's own."""
    now = clock.now()
    form = WorkForm(request.POST, actor=request.actor, today=today(request.actor, now))
    if not form.is_valid():
        return page(request, now, form=form, status=422)
    entry = operations.book_form(form.work, form.cleaned_data["key"], how=TYPED, actor=request.actor, now=now)
    say_booked(request, [entry])
    return redirect(address(monday_of(entry.day)))


@access("hours.own")
@require_POST
def hand_in(request: Request) -> HttpResponse:
    """Hand in one's own week, or take it back."""
    monday = week_named(request.POST.get("monday", ""))
    if monday is None:
        raise Http404("No such week")
    by: dict[str, Any] = {"actor": request.actor, "now": clock.now()}
    if request.POST.get("act") == "take back":
        operations.take_back(monday, **by)
        messages.success(request, say("The week is yours again."))
        return redirect(address(monday))
    try:
        operations.hand_in(monday, **by)
        messages.success(request, say("The week is handed in. You can still correct it."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect(address(monday))


def page(request: Request, now: datetime, *, form: WorkForm | None = None, status: int = 200) -> HttpResponse:
    """Render the week that the address names, of whom it names."""
    actor, person = request.actor, _person(request)
    this, own = today(actor, now), person.pk == actor.person_id
    asked = form["day"].value() if form is not None else request.GET.get("week", "")
    monday = week_named(str(asked or "")) or monday_of(this)
    running = timer.running(actor.person_id) if own else None
    if not own:
        auditing.showed(request, "person", person.pk)
    day = this if monday == monday_of(this) else monday
    context: dict[str, Any] = {
        "now": now,
        "own": own,
        "week": week_of(person, monday, now),
        "this": monday_of(this),
        "timer": running,
        "ran": int((now - running.started_at).total_seconds()) if running else 0,
        "form": form or WorkForm(None, actor=actor, today=this, initial={"day": day, "key": uuid4()}),
        "clients": clients.visible_to(actor).filter(retired_at=None).order_by("name")[:NAMES] if own else [],
        "teams": actor.may("hours.team"),
        "bills": actor.may("hours.bill"),
    }
    return framed(request, "hours/week.html", context, status=status)


def address(monday: date) -> str:
    """Return the address of a week of one's own."""
    return f"{reverse('hours:week')}?week={monday.isoformat()}"


def today(actor: Actor, now: datetime) -> date:
    """Return the day that it is where somebody is."""
    return now.astimezone(moments.zone_of(actor.zone)).date()


def week_named(text: str) -> date | None:
    """Return the Monday of the week of a day, None for what is no day."""
    try:
        return min(max(monday_of(date.fromisoformat(text)), EARLIEST), LATEST)
    except (ValueError, OverflowError):
        return None


def _person(request: Request) -> Person:
    """Return whose week it is: the reader's, or for who leads a member's."""
    key = request.GET.get("person", "")
    if not key or key == str(request.actor.person_id):
        return identity.oneself(request.actor)
    found = identity.visible_to(request.actor).filter(pk=int(key)).first() if _is_key(key) else None
    if found is None or not request.actor.may("hours.team"):
        raise Http404("No such week")
    return found


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16
