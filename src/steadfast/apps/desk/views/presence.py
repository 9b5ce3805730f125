"""Who else is on a ticket, asked by its page every quarter of a minute. Members alone; no contact ever sees it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from steadfast.apps.desk import operations, queries
from steadfast.apps.desk.queries import presence
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("tickets.list")
@require_POST
def here(request: Request, number: int) -> HttpResponse:
    """Note that the reader is here, and answer who else is."""
    rows = queries.visible_to(request.actor).filter(subject__kind="ticket", subject__number=number)
    key = rows.values_list("pk", flat=True).first()
    person = request.actor.person_id
    if key is None or person is None:
        raise Http404("No such ticket")
    now = clock.now()
    operations.be_here(key, person, writing=bool(request.POST.get("writing")), now=now)
    return render(request, "desk/here.html", {"others": presence.others(key, person, now)})
