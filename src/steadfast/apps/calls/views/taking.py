"""A call from start to ticket: who it is, by a number or a name while it is typed; then what they said."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from steadfast.apps.calls import operations, queries
from steadfast.apps.calls.forms import TakingForm
from steadfast.apps.calls.models import Call
from steadfast.apps.desk.operations import Changed, Seen, SentBefore
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("calls.take")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Find the caller, then take the call."""
    call = _call(request)
    person = _person(request, call)
    if person is None:
        typed = request.GET.get("q", call.number if call else "")
        found = queries.typed(typed, request.actor)
        asked = {"typed": typed.replace("\0", "")[:200], "found": found, "call": call}
        return render(request, "calls/who.html", asked)
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
