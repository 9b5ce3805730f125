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
from django.views.decorators.http import require_POST

from steadfast.apps.desk import operations, queries
from steadfast.apps.desk.forms.composer import Composer
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Changed, SentBefore
from steadfast.apps.desk.views.reading import kept_text, read_back
from steadfast.apps.desk.views.ticket import find, page
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.service_level.priority import priority
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

Act = Callable[[Ticket, dict[str, Any], dict[str, Any]], str]
View = Callable[..., HttpResponse]


def act(name: str, permission: str) -> Callable[[Act], View]:
    """Make a view of an act: a function of the ticket, what was typed, and who, when and what was seen."""

    def make(does: Act) -> View:
        @access(permission)
        @require_POST
        def view(request: Request, /, number: int, **also: int) -> HttpResponse:
            now = clock.now()
            ticket = find(request, number)
            names_somebody = request.POST.get("on_person") or request.POST.get("by_person")
            people = queries.contacts_of(ticket) if names_somebody else []
            form = Composer(request.POST, act=name, people=people, now=now, zone=request.actor.zone)
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
    by = {"seen": form.seen, "actor": request.actor, "now": now}
    try:
        said = does(ticket, {**form.cleaned_data, **also}, by)
    except SentBefore:
        said = ""
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return page(request, find(request, ticket.subject.number), now=now, form=form, act=name, status=422)
    except Changed:
        return page(request, find(request, ticket.subject.number), now=now, form=form, act=name, status=409)
    if said:
        messages.success(request, said)
    if name == "promise" and form.cleaned_data["text"]:
        return kept_text(request, find(request, ticket.subject.number), form, now)
    if request.POST.get("to") == "today":  # a button of Today leads back there
        return redirect("commitments:today")
    return redirect("desk:ticket", ticket.subject.number)


@act("reply", "tickets.work")
def reply(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.reply(ticket.pk, text=typed["text"], next_update_at=typed["next_update_at"], **by)
    return ""


@act("note", "tickets.note")
def note(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.note(ticket.pk, text=typed["text"], **by)
    return ""


@act("wait", "tickets.work")
def wait(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    on = typed["on_person"] or (ticket.contact_id if typed["reason"] == "client" else None)
    operations.wait(
        ticket.pk,
        reason=typed["reason"],
        words=typed["words"],
        expires_at=typed["expires_at"],
        on_person_id=on,
        supplier=typed["supplier"] if typed["reason"] == "supplier" else "",
        remind_at=typed["remind_at"],
        text=typed["text"],
        **by,
    )
    return ""


@act("end_wait", "tickets.work")
def end_wait(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.end_wait(ticket.pk, **by)
    return ""


@act("hear", "tickets.work")
def hear(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.hear(
        ticket.pk,
        text=typed["text"],
        by_person_id=typed["by_person"],
        how=typed["how"] or "phone",
        answered=typed["answered"],
        **by,
    )
    return ""


@act("promise", "tickets.work")
def promise(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.promise(ticket.pk, what=typed["what"], due_at=typed["due_at"], **by)
    return "It stands on Today until you keep it."


@act("yes", "tickets.work")
def say_yes(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.say_yes(ticket.pk, due_at=typed["yes_at"], **by)
    return f"{ticket.client.name} owes us that now."


@act("supplier", "tickets.work")
def supplier_promised(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    said = {"words": typed["supplier_words"], "supplier": typed["supplier"]}
    operations.supplier_promised(ticket.pk, due_at=typed["yes_at"], **said, **by)
    return "It stands behind our own promise now."


@act("again", "tickets.work")
def ask_again(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.ask_again(ticket.pk, words=typed["asked_words"], **by)
    return f"Noted on {ticket.subject.label}."


@act("keep", "tickets.work")
def keep(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.keep_word(ticket.pk, typed["commitment_id"], **by)
    return ""


@act("take", "tickets.work")
def take(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.take(ticket.pk, **by)
    return f"{ticket.subject.label} is yours, with all that we owe on it."


@act("resolve", "tickets.work")
def resolve(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.resolve(ticket.pk, text=typed["text"], **by)
    return ""


@act("confirm", "tickets.work")
def confirm(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.confirm(ticket.pk, **by)
    return f"{ticket.subject.label} is closed."


@act("close", "tickets.work")
def close(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.close(ticket.pk, **by)
    return f"{ticket.subject.label} is closed."


@act("reopen", "tickets.work")
def reopen(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.reopen(ticket.pk, reason=typed["reason_text"], **by)
    return f"{ticket.subject.label} is open again."


@act("priority", "tickets.work")
def reprioritize(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    to = {"impact": typed["impact"], "urgency": typed["urgency"]}
    operations.reprioritize(ticket.pk, **to, reason=typed["reason_text"], **by)
    return f"{ticket.subject.label} is {priority(**to)} now."
