"""Read “I promise …” of a ticket's composer: without a date its words are read, shown back and confirmed by a press."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.desk import queries
from steadfast.apps.desk.forms.composer import Composer
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.views.ticket import page
from steadfast.domain.commitment import durations
from steadfast.domain.commitment.typed_promise import read, said
from steadfast.domain.language import say
from steadfast.foundation import local_moment
from steadfast.foundation.access import Request


def read_back(request: Request, ticket: Ticket, form: Composer, now: datetime) -> HttpResponse:
    """Show the ticket again with what was understood in the fields; nothing is written and no text is lost."""
    zone, calendar = ZoneInfo(request.actor.zone), queries.calendar_of(ticket)
    hours = agreements.hours_of(calendar)
    heard = read(form.cleaned_data["what"], now=now, zone=zone, hours=hours)
    if heard.trouble or heard.due_at is None:
        form.add_error("what", heard.trouble)
        return page(request, ticket, now=now, form=form, act="promise", status=422)
    data = request.POST.copy()
    data["what"], data["due_at"] = heard.what, local_moment.typed(heard.due_at, zone)
    again = Composer(data, act="promise", people=queries.contacts_of(ticket), now=now, zone=zone.key)
    if again.is_valid():
        left = durations.working(hours.worked(now, heard.due_at))
        again.heard = say(
            "%(when)s (%(zone)s), in %(left)s of open hours on %(calendar)s",
            when=said(heard.due_at, zone),
            zone=zone.key,
            left=left,
            calendar=calendar.calendar.name,
        )
    return page(request, ticket, now=now, form=again, act="promise", status=422)


def kept_text(request: Request, ticket: Ticket, form: Composer, now: datetime) -> HttpResponse:
    """Show the ticket after a promise with the text above it, which was not sent."""
    text = Composer({"text": form.cleaned_data["text"]}, now=now, zone=request.actor.zone)
    text.is_valid()
    return page(request, ticket, now=now, form=text)
