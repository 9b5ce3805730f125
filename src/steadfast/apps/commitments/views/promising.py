"""I promise …: one line, to anybody. It is read, shown back in words with its line, and written once confirmed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments import holders, operations
from steadfast.apps.commitments.forms.promise import PromiseForm
from steadfast.apps.commitments.operations.giving import Word
from steadfast.apps.commitments.queries import parties, register
from steadfast.apps.commitments.queries.parties import Whom
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment import durations, line
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.typed_promise import read, said
from steadfast.domain.language import say
from steadfast.domain.working_time import Clock
from steadfast.foundation import addresses, clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.models import Subject


@dataclass(frozen=True, slots=True)
class Shown:
    """A word as it is read back before it is given."""

    word: Word
    words: str
    line: line.Line


@access("register.word")
@require_http_methods(["GET", "POST"])
def show(request: Request) -> HttpResponse:
    """Read a line back, or give the word that was read back."""
    now = clock.now()
    given = request.POST if request.method == "POST" else request.GET
    if not given.get("line", "").strip() and request.method == "GET":
        return _page(request, PromiseForm(initial=_initial(request)), None)
    form = PromiseForm(given)
    if not form.is_valid():
        return _page(request, form, None)
    at = form.cleaned_data["said_at"] if request.method == "POST" else None
    try:
        operations.refuse_old_reading(at or now, now)
        shown = _read(request, form, at or now)
        if shown is None or at is None:
            return _page(request, form, shown)
        row = operations.give(shown.word, actor=request.actor, now=now)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, None)
    messages.success(
        request, say("%(row)s is promised for %(time)s.", row=row, time=said(row.due_at, ZoneInfo(request.actor.zone)))
    )
    return redirect("commitments:show", row.pk)


def _initial(request: Request) -> dict[str, str]:
    """Return what the address fills in. `about` names a commitment, for a new word to the same creditor."""
    names = {name: request.GET.get(name, "")[:400] for name in ("to", "side", "on")}
    about = addresses.number_of(request.GET.get("about", ""))
    if about is not None:
        row = register.visible_to(request.actor).filter(pk=about).select_related("creditor").first()
        if row is not None:
            names |= {"to": row.creditor.name, "on": str(row.subject_id)}
    return names


def _read(request: Request, form: PromiseForm, at: datetime) -> Shown | None:
    """Return the word that the line gives, or None when the form says what is unclear."""
    actor, typed, zone = request.actor, form.cleaned_data, ZoneInfo(request.actor.zone)
    whom = _whom(request, typed["to"])
    heard = read(typed["line"], now=at, zone=zone, hours=agreements.hours_of(_calendar(whom, at)))
    if whom is None and (whom := parties.first_named(heard.whom)) is not None:
        heard = read(typed["line"], now=at, zone=zone, hours=agreements.hours_of(_calendar(whom, at)))
    if heard.trouble:
        form.add_error("line", heard.trouble)
    if whom is None:
        form.add_error("to", _unknown(typed["to"]))
    if whom is None or heard.trouble or heard.due_at is None:
        return None
    theirs = actor.client_id is not None or typed["side"] == "theirs"
    if theirs and whom.party.pk == PRACTICE_ID:
        raise Refused(say("What one of us promises is ours: choose “We promise”."))
    calendar, about = _calendar(whom, at), _about(request, typed["on"])
    word = Word(heard.what, whom, heard.due_at, heard.target_s, calendar, at, theirs, about)
    return _shown(word, zone)


def _whom(request: Request, name: str) -> Whom | None:
    """Return to whom; a contact always speaks for their own client."""
    if request.actor.client_id is not None:
        person = Person.objects.select_related("party").get(pk=request.actor.person_id or 0)
        return Whom(person.party, person)
    found = parties.named(name)
    return found[0] if len(found) == 1 else None


def _unknown(name: str) -> str:
    if not name.strip():
        return say("Say to whom: a client, a supplier, a partner, or one of us.")
    if len(parties.named(name)) > 1:
        return say("Several have the name %(name)s; choose one of the list.", name=name)
    return say("Nobody here has the name %(name)s.", name=name)


def _calendar(whom: Whom | None, at: datetime) -> Any:
    practice = identity.practice().party
    return parties.calendar_with(whom.party if whom else practice, now=at)


def _about(request: Request, subject_id: int | None) -> int | None:
    """Return what it is about, where the reader sees that."""
    if subject_id is None:
        return None
    subject = Subject.objects.filter(pk=subject_id).first()
    seen = subject is not None and (
        holders.sees(subject, request.actor) or register.visible_to(request.actor).filter(subject=subject).exists()
    )
    if not seen:
        raise Refused(say("What it is about is not here any more."))
    return subject_id


def _shown(word: Word, zone: ZoneInfo) -> Shown:
    hours = agreements.hours_of(word.calendar)
    seconds = hours.worked(word.said_at, word.due_at)
    drawn = line.of_clock(Clock(hours, seconds, word.said_at), due=word.due_at, now=word.said_at, zone=zone)
    words = say(
        "in %(time)s of open hours on %(name)s", time=durations.working(seconds), name=word.calendar.calendar.name
    )
    if not seconds:
        words = say("outside the open hours of %(name)s", name=word.calendar.calendar.name)
    return Shown(word, f"{said(word.due_at, zone)} ({zone.key}), {words}", drawn)


def _page(request: Request, form: PromiseForm, shown: Shown | None) -> HttpResponse:
    inside = request.actor.client_id is None
    context = {
        "form": form,
        "shown": shown,
        "names": parties.names() if inside else [],
        "inside": inside,
        "practice": identity.practice().party.name,
    }
    return render(request, "commitments/promise.html", context, status=422 if form.is_bound and shown is None else 200)


@access("register.show")
@require_safe
def conversation(request: Request, number: int) -> HttpResponse:
    """Lead from a conversation to the promise that was given in it."""
    rows = register.visible_to(request.actor).filter(subject__kind="conversation", subject__number=number)
    key = rows.order_by("-id").values_list("pk", flat=True).first()
    if key is None:
        raise Http404("No such conversation")
    return redirect("commitments:show", key)
