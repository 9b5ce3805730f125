"""What a contact does on a ticket: answer, promise a date, confirm, say that it is not solved."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Changed, SentBefore
from steadfast.apps.portal import operations
from steadfast.apps.portal.forms.answer import AnswerForm, DateForm, SeenForm
from steadfast.apps.portal.views.ticket import find, page
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.files.arriving import takes_files
from steadfast.foundation.files.store import NoRoom


def _do(request: Request, ticket: Ticket, form: Any, act: str, does: Callable[[], str], now: datetime) -> HttpResponse:
    """Do it and lead back to the ticket; what was typed comes back with what is wrong (422) or changed (409)."""
    status, said = 0, ""
    if form.is_valid():
        try:
            said = does()
        except SentBefore:
            pass
        except NoRoom as full:
            form.add_error(None, _("The files could not be stored: %(why)s. Nothing was sent.") % {"why": full})
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Changed:
            status = 409
    if form.errors or status:
        return page(request, find(request, ticket.subject.number), now=now, form=form, act=act, status=status or 422)
    if said:
        messages.success(request, said)
    return redirect("portal:ticket", ticket.subject.number)


@takes_files()
@access("portal.use")
@require_POST
def answer(request: Request, number: int) -> HttpResponse:
    """Write to us; with `more` it is a word beside what we asked, and we wait on."""
    now, ticket = clock.now(), find(request, number)
    form = AnswerForm(request.POST, request.FILES)

    def does() -> str:
        typed = form.cleaned_data
        said = {"text": typed["text"], "files": typed["attached"], "answers": not typed["more"]}
        operations.answer(ticket, **said, seen=form.seen, actor=request.actor, now=now)
        return say("We have your words.")

    return _do(request, ticket, form, "answer", does, now)


@access("portal.use")
@require_POST
def promise(request: Request, number: int) -> HttpResponse:
    """Say by when we get what we asked for: from then on it is their promise."""
    now, ticket = clock.now(), find(request, number)
    form = DateForm(request.POST, now=now, zone=request.actor.zone)

    def does() -> str:
        due_at = form.cleaned_data["yes_at"]
        desk.say_yes(ticket.pk, due_at=due_at, seen=form.seen, actor=request.actor, now=now)
        return say("Thank you. It stands under what you owe us, with your date.")

    return _do(request, ticket, form, "promise", does, now)


@access("portal.use")
@require_POST
def confirm(request: Request, number: int) -> HttpResponse:
    """Say that it is solved; the ticket closes."""
    now, ticket = clock.now(), find(request, number)
    form = SeenForm(request.POST)

    def does() -> str:
        desk.confirm(ticket.pk, seen=form.seen, actor=request.actor, now=now)
        return say("Thank you. %(label)s is closed.", label=ticket.subject.label)

    return _do(request, ticket, form, "confirm", does, now)


@takes_files()
@access("portal.use")
@require_POST
def reopen(request: Request, number: int) -> HttpResponse:
    """Say that it is not solved, and how."""
    now, ticket = clock.now(), find(request, number)
    form = AnswerForm(request.POST, request.FILES)

    def does() -> str:
        typed = form.cleaned_data
        said = {"text": typed["text"], "files": typed["attached"]}
        operations.not_solved(ticket, **said, seen=form.seen, actor=request.actor, now=now)
        return say("It is open again; the same promise runs on.")

    return _do(request, ticket, form, "reopen", does, now)
