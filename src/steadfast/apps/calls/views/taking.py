"""A call from start to ticket: who it is, by a number or a name while it is typed; then what they said."""

from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.calls import operations, queries
from steadfast.apps.calls.forms import NewcomerForm, TakingForm
from steadfast.apps.calls.forms.newcomer import proposed
from steadfast.apps.calls.models import Call
from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.operations import add_contact
from steadfast.apps.desk.operations import Changed, Seen, SentBefore
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

NAMES = 500  # clients offered by name


@access("calls.take")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Find the caller, then take the call."""
    call = _call(request)
    person = _person(request, call)
    if person is None:
        typed = request.GET.get("q", call.number if call else "").replace("\0", "")[:200]
        begun = {"call": call.pk if call else None, **proposed(typed)}
        return _who(request, typed, call, NewcomerForm(initial=begun, actor=request.actor))
    now = clock.now()
    tickets = queries.open_tickets(person, request.actor)
    sent = request.POST if request.method == "POST" else None
    known = {"key": uuid4(), "call": call.pk if call else None, "way": call.direction if call else "in"}
    form = TakingForm(sent, person=person, tickets=tickets, now=now, zone=request.actor.zone, initial=known)
    if form.is_valid() and (answer := _taken(request, form)):
        return answer
    context = {
        "form": form,
        "person": person,
        "call": call,
        "tickets": tickets,
        "promises": queries.promises(person, request.actor),
        "back": list(queries.owed_back(person=person)),
        "now": now,
    }
    return render(request, "calls/take.html", context, status=422 if form.is_bound else 200)


@access("calls.take")
@require_POST
def newcomer(request: Request) -> HttpResponse:
    """Make a caller whom nobody knows a contact of their client, and go on with their call."""
    form = NewcomerForm(request.POST, actor=request.actor)
    call = _call(request)
    if form.is_valid():
        said = form.cleaned_data
        found = {"phone": said["phone"], "actor": request.actor, "now": clock.now()}
        try:
            person = add_contact(said["client"], said["name"], **found)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            asked = {"person": person.pk} | ({"call": call.pk} if call else {})
            return redirect(f"{reverse('calls:new')}?{urlencode(asked)}")
    return _who(request, request.POST.get("phone") or request.POST.get("name") or "?", call, form, 422)


def _who(request: Request, typed: str, call: Call | None, form: NewcomerForm, status: int = 200) -> HttpResponse:
    context = {
        "typed": typed,
        "found": queries.typed(typed, request.actor),
        "call": call,
        "newcomer": form,
        "clients": clients.visible_to(request.actor).filter(retired_at=None).order_by("name")[:NAMES],
    }
    return render(request, "calls/who.html", context, status=status)


def _taken(request: Request, form: TakingForm) -> HttpResponse | None:
    """Write it and lead to the ticket; None where the form says what is wrong."""
    try:
        seen = Seen(key=form.cleaned_data["key"])
        ticket, back = operations.take(form.taken(), seen=seen, actor=request.actor, now=clock.now())
    except SentBefore:
        return redirect("desk:tickets")
    except (Refused, Changed) as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, say("The call is on %(label)s.", label=ticket.subject.label))
    if back:
        said = ngettext("A promise to call back is kept.", "%(n)s promises to call back are kept.", back)
        messages.success(request, said % {"n": back})
    return redirect("desk:ticket", ticket.subject.number)


def _call(request: Request) -> Call | None:
    given = request.POST.get("call") or request.GET.get("call", "")
    if not (given.isascii() and given.isdecimal() and len(given) < 19):
        return None
    return queries.visible_to(request.actor).filter(pk=int(given)).first()


def _person(request: Request, call: Call | None) -> Person | None:
    given = request.POST.get("person") or request.GET.get("person", "")
    if given.isascii() and given.isdecimal() and len(given) < 19:
        person = queries.find(int(given), request.actor)
        if person is None:
            raise Http404("No such contact")
        return person
    return call.person if call and "q" not in request.GET else None
