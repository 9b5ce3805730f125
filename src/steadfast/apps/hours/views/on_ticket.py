"""The time on a ticket, and the reader's clock on it."""

from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.views.ticket import find
from steadfast.apps.hours import operations
from steadfast.apps.hours.forms.work import TicketWorkForm
from steadfast.apps.hours.models.entry import TYPED
from steadfast.apps.hours.operations import Work
from steadfast.apps.hours.queries import entries
from steadfast.apps.hours.views.saying import say_booked
from steadfast.apps.hours.views.week import today
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("hours.own")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, number: int) -> HttpResponse:
    """Show who worked how long on it; book more."""
    now, ticket = clock.now(), find(request, number)
    this = today(request.actor, now)
    data = request.POST if request.method == "POST" else None
    form = TicketWorkForm(data, today=this, initial={"day": this, "key": uuid4()})
    if form.is_valid():
        said = form.cleaned_data
        work = Work(said["day"], said["spent"], ticket, None, said["note"])
        entry = operations.book_form(work, said["key"], how=TYPED, actor=request.actor, now=now)
        say_booked(request, [entry])
        return redirect("hours:on_ticket", number)
    return _page(request, ticket, form, now)


@access("hours.own")
@require_POST
def start(request: Request, number: int) -> HttpResponse:
    """Start the reader's clock on it; what ran before is booked."""
    ticket, now = find(request, number), clock.now()
    try:
        booked = operations.start(ticket, actor=request.actor, now=now)
    except operations.Forgotten as forgotten:
        messages.warning(request, str(forgotten))
        return redirect(f"{reverse('hours:forgotten')}?next={number}")
    say_booked(request, booked)
    messages.info(request, say("Your clock runs on %(label)s.", label=ticket.subject.label))
    return redirect("desk:ticket", number)


def _page(request: Request, ticket: Ticket, form: TicketWorkForm, now: datetime) -> HttpResponse:
    rows = entries.on_ticket(ticket)
    total = sum(row.seconds for row in rows)
    context = {"ticket": ticket, "rows": rows, "total": total, "form": form, "now": now}
    return render(request, "hours/on_ticket.html", context, status=422 if form.is_bound else 200)
