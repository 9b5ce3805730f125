"""What somebody does on a ticket. Each act reads the composer, calls one operation and leads back to the ticket.

A form that is out of date comes back with what was typed and what happened meanwhile (409); one with a mistake names
the field (422); one that was sent before just leads back.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from steadfast.apps.desk import queries
from steadfast.apps.desk.forms.composer import WITH_FILES, Composer
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Changed, SentBefore
from steadfast.apps.desk.unready import PERMISSION, Unready
from steadfast.apps.desk.views.reading import kept_text, read_back
from steadfast.apps.desk.views.ticket import find, page
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.files.arriving import takes_files
from steadfast.foundation.files.store import NoRoom

Act = Callable[[Ticket, dict[str, Any], dict[str, Any]], str]
View = Callable[..., HttpResponse]


def act(name: str, permission: str) -> Callable[[Act], View]:
    """Make a view of an act: a function of the ticket, what was typed, and who, when and what was seen."""

    def make(does: Act) -> View:
        @takes_files()
        @access(permission)
        @require_POST
        def view(request: Request, /, number: int, **also: int) -> HttpResponse:
            now = clock.now()
            ticket = find(request, number)
            names_somebody = request.POST.get("on_person") or request.POST.get("by_person")
            people = queries.contacts_of(ticket) if names_somebody else []
            form = Composer(
                request.POST, files=request.FILES, act=name, people=people, now=now, zone=request.actor.zone
            )
            if not form.is_valid():
                return page(request, ticket, now=now, form=form, act=name, status=422)
            if name == "promise" and form.cleaned_data["due_at"] is None:
                return read_back(request, ticket, form, now)
            return _do(request, ticket, form, name, does, also, now)

        return view

    return make


def _do(
    request: Request, ticket: Ticket, form: Composer, name: str, does: Act, also: dict[str, int], now: datetime
) -> HttpResponse:
    by, status = {"seen": form.seen, "actor": request.actor, "now": now}, 0
    try:
        said = does(ticket, {**form.cleaned_data, **also}, by)
    except SentBefore:
        said = ""
    except NoRoom as full:
        form.add_error("attached", _("The files could not be stored: %(why)s. Nothing was sent.") % {"why": full})
        status = 422
    except Refused as refusal:
        form.add_error(None, str(refusal))
        form.unready = isinstance(refusal, Unready) and request.actor.may(PERMISSION)
        status = 422
    except Changed:
        status = 409
    if status:
        return page(request, find(request, ticket.subject.number), now=now, form=form, act=name, status=status)
    _say(request, form, name, said)
    return _lead_back(request, ticket, form, name, now)


def _say(request: Request, form: Composer, name: str, said: str) -> None:
    if said:
        messages.success(request, said)
    if name not in WITH_FILES and form.choose_again:
        messages.warning(request, _("Nothing was attached. %(again)s") % {"again": form.choose_again})


def _lead_back(request: Request, ticket: Ticket, form: Composer, name: str, now: datetime) -> HttpResponse:
    if name == "promise" and form.cleaned_data["text"]:
        return kept_text(request, find(request, ticket.subject.number), form, now)
    if request.POST.get("to") == "today":  # a button of Today leads back there
        return redirect("commitments:today")
    return redirect("desk:ticket", ticket.subject.number)
