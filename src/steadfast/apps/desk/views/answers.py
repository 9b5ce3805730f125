"""A contact's own yes to what we asked of their client: by when. It becomes their commitment at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from steadfast.apps.clients import queries as clients
from steadfast.apps.desk import operations
from steadfast.apps.desk.forms.composer import Composer
from steadfast.apps.desk.operations import Changed, SentBefore
from steadfast.apps.desk.views import client as page
from steadfast.apps.desk.views.ticket import find
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("tickets.answer")
@require_POST
def say_yes(request: Request, number: int) -> HttpResponse:
    """Record "by Thursday 12:00" as their promise; a mistake comes back on their page, beside what was asked."""
    now = clock.now()
    ticket = find(request, number)
    form = Composer(request.POST, act="yes", now=now, zone=request.actor.zone)
    if form.is_valid():
        try:
            due_at = form.cleaned_data["yes_at"]
            operations.say_yes(ticket.pk, due_at=due_at, seen=form.seen, actor=request.actor, now=now)
        except Refused as refusal:
            form.add_error("yes_at", str(refusal))
        except Changed:
            form.add_error("yes_at", say("This has changed meanwhile. Look at it, then say by when."))
        except SentBefore:
            return redirect("clients:show", ticket.client_id)
        else:
            messages.success(request, say("Thank you. It stands under what you owe us, with your date."))
            return redirect("clients:show", ticket.client_id)
    client = clients.visible_to(request.actor).get(pk=ticket.client_id)
    return page.show(request, client, answered=ticket.pk, form=form, status=422)
