"""Somebody's absences and their deputy. Everybody plans their own; an owner or a service manager those of others."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.forms import AbsenceForm, DeputyForm
from steadfast.apps.identity.models import Absence, Person
from steadfast.apps.identity.views.sent import sent
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock, moments
from steadfast.foundation.access import Request, access

SHOWN = 50


@access("absences.own")
@require_http_methods(["GET", "POST"])
def index(request: Request, person_id: int) -> HttpResponse:
    """List somebody's absences, and plan one."""
    person, now = theirs(request, person_id), clock.now()
    form = AbsenceForm(sent(request), person=person, initial={"deputy": person.deputy_id, "kind": "holiday"})
    if form.is_valid():
        try:
            planned, said = operations.plan_absence(person, **form.cleaned_data, actor=request.actor, now=now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _say(request, person, planned, said, now)
            return redirect("identity:absences", person_id)
    return _page(request, person, form, now, 422 if form.is_bound else 200)


@access("absences.own")
@require_POST
def cancel(request: Request, person_id: int, absence_id: int) -> HttpResponse:
    """Cancel an absence to come, or end one that runs."""
    person = theirs(request, person_id)
    absence = get_object_or_404(queries.absences_of(person.pk), pk=absence_id)
    try:
        operations.cancel_absence(absence, actor=request.actor, now=clock.now())
        messages.success(
            request,
            say("What is still with %(name)s comes back to %(person)s.", name=absence.deputy.name, person=person.name),
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("identity:absences", person_id)


@access("absences.own")
@require_POST
def deputy(request: Request, person_id: int) -> HttpResponse:
    """Name the deputy who is offered first."""
    person = theirs(request, person_id)
    form = DeputyForm(request.POST, person=person)
    if not form.is_valid():
        return _page(request, person, AbsenceForm(None, person=person), clock.now(), 422, deputy_form=form)
    named = form.cleaned_data["deputy"]
    operations.name_deputy(person, named, actor=request.actor, now=clock.now())
    messages.success(
        request,
        say(
            "%(name)s stands in for %(person)s.",
            name=named.name if named else say("Nobody in particular"),
            person=person.name,
        ),
    )
    return redirect("identity:absences", person_id)


def theirs(request: Request, person_id: int) -> Person:
    """Return a member whose absences the reader may plan: themselves, or for a lead anybody; 404 or 403."""
    person = get_object_or_404(queries.visible_to(request.actor), pk=person_id)
    if person.pk != request.actor.person_id and not request.actor.may("absences.manage"):
        raise PermissionDenied(say("Absences of others are planned by an owner or a service manager."))
    return person


def _page(
    request: Request,
    person: Person,
    form: AbsenceForm,
    now: datetime,
    status: int,
    deputy_form: DeputyForm | None = None,
) -> HttpResponse:
    rows = list(queries.absences_of(person.pk)[:SHOWN])
    context = {
        "person": person,
        "own": person.pk == request.actor.person_id,
        "form": form,
        "deputy_form": deputy_form or DeputyForm(None, person=person, initial={"deputy": person.deputy_id}),
        "ahead": [row for row in rows[::-1] if row.cancelled_at is None and row.ends_at > now],
        "past": [row for row in rows if row.cancelled_at is not None or row.ends_at <= now],
        "answering": queries.names_of([queries.stands_in_for(person.pk, now).person]),
        "now": now,
    }
    return render(request, "identity/absences.html", context, status=status)


def _say(request: Request, person: Person, planned: Absence, said: str, now: datetime) -> None:
    if said:
        messages.warning(request, said)
    if planned.passed_at is not None:
        messages.success(
            request,
            say(
                "From now on %(name)s answers for what is open with %(person)s.",
                name=planned.deputy.name,
                person=person.name,
            ),
        )
    else:
        since = moments.when(planned.starts_at, now, moments.zone_of(request.actor.zone))
        messages.success(
            request,
            say(
                "%(name)s answers for %(person)s from %(since)s on.",
                name=planned.deputy.name,
                person=person.name,
                since=since,
            ),
        )
