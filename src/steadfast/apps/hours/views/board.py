"""The board: who is on what today, and a ticket offered from it. Nothing changes hands until they accept."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from steadfast.apps.commitments.operations import To
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk import queries as tickets
from steadfast.apps.hours.queries.board import board
from steadfast.apps.hours.queries.on_call import days
from steadfast.apps.hours.views.week import today
from steadfast.apps.identity import queries as identity
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

WORKS = "tickets.work"


@access("board.view")
@require_safe
def show(request: Request) -> HttpResponse:
    """Show everybody's today."""
    now = clock.now()
    context = {"board": board(request.actor, now), "works": request.actor.may(WORKS), "now": now}
    return render(request, "hours/board.html", context)


@access(WORKS)
@require_POST
def assign(request: Request) -> HttpResponse:
    """Offer a ticket to somebody: they accept or decline as with any offer."""
    number, person = request.POST.get("ticket", ""), request.POST.get("to", "")
    ticket = tickets.find(int(number), request.actor) if _is_key(number) else None
    if ticket is None:
        raise Http404("No such ticket")
    to = identity.members_with(WORKS).filter(pk=int(person)).first() if _is_key(person) else None
    if to is None:
        messages.warning(request, say("Say to whom."))
        return redirect("hours:board")
    now = clock.now()
    try:
        if to.pk == request.actor.person_id:
            desk.take(ticket.pk, actor=request.actor, now=now)
            messages.success(
                request, say("%(label)s is yours, with all that we owe on it.", label=ticket.subject.label)
            )
            return redirect("hours:board")
        why = request.POST.get("why", "").strip()[:300] or "From the board"
        made = desk.offer(ticket.pk, To(person_id=to.pk), reason=why, actor=request.actor, now=now)
        label = ticket.subject.label
        words = say("%(label)s is offered to %(whom)s. Until they accept nothing changes.", label=label, whom=made.whom)
        messages.success(request, words)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("hours:board")


@access("board.view")
@require_safe
def on_call(request: Request) -> HttpResponse:
    """Show who is on call, day and night, this week and the next."""
    now = clock.now()
    context = {"days": days(now), "today": today(request.actor, now), "now": now, "zone": identity.practice().zone}
    return render(request, "hours/on_call.html", context)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16
