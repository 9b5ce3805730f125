"""Hand a ticket over: the form with who is asked and why, and the three answers to an offer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from steadfast.apps.commitments.forms.hand_over import HandOverForm
from steadfast.apps.commitments.queries import offers
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Changed, Seen
from steadfast.apps.desk.operations.handing import PERMISSION
from steadfast.apps.desk.views.acting import act
from steadfast.apps.desk.views.ticket import find
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access(PERMISSION)
@require_http_methods(["GET", "POST"])
def offer(request: Request, number: int) -> HttpResponse:
    """Ask to whom and why, and offer it."""
    now, ticket = clock.now(), find(request, number)
    choices = offers.choices(PERMISSION, but=[ticket.owner_id], now=now)
    data = request.POST if request.method == "POST" else None
    form = HandOverForm(data, people=choices["people"], teams=choices["teams"], permission=PERMISSION)
    if form.is_valid():
        seen = Seen(version=form.cleaned_data["version"])
        try:
            to, why = form.to, form.cleaned_data["why"]
            made = operations.offer(ticket.pk, to, reason=why, seen=seen, actor=request.actor, now=now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Changed:
            form.add_error(
                None,
                say("Somebody changed %(label)s meanwhile. Look at it, then press again.", label=ticket.subject.label),
            )
            ticket = find(request, number)
        else:
            messages.success(
                request,
                say(
                    "%(label)s is offered to %(whom)s. Until they accept nothing changes.",
                    label=ticket.subject.label,
                    whom=made.whom,
                ),
            )
            return redirect("desk:ticket", number)
    context = {"ticket": ticket, "form": form, "choices": choices, "now": now}
    return render(request, "desk/hand_over.html", context, status=422 if form.is_bound else 200)


@act("accept", PERMISSION)
def accept(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.accept(ticket.pk, typed["offer_id"], **by)
    return say("%(label)s is yours, with all that we owe on it.", label=ticket.subject.label)


@act("decline", PERMISSION)
def decline(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.decline(ticket.pk, typed["offer_id"], words=typed["words"], **by)
    return say("Declined; nothing has changed hands.")


@act("take_back", PERMISSION)
def take_back(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.take_back(ticket.pk, typed["offer_id"], **by)
    return say("The offer is taken back.")
