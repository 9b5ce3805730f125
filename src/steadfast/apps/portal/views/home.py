"""The home of a client's contact: what we owe you, what you owe us, what we ask, and their own tickets."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments import links
from steadfast.apps.commitments.queries import proposals
from steadfast.apps.commitments.queries.amending import asked as longer_times
from steadfast.apps.desk.queries.standing import DAYS, DIRECTIONS, standing
from steadfast.apps.portal.dates import offered
from steadfast.apps.portal.queries import tickets
from steadfast.foundation import clock, local_moment, moments
from steadfast.foundation.access import Request, access


@access("portal.use")
@require_safe
def show(request: Request) -> HttpResponse:
    now, client = clock.now(), client_of(request)
    zone = moments.zone_of(request.actor.zone)
    context = {
        "client": client,
        "now": now,
        "standing": standing(client, request.actor, now=now),
        "days": DAYS,
        "rows": {} if request.actor.own_only else {way: _rows(client, way) for way in DIRECTIONS},
        "asked": proposals.asked_of(request.actor, client.pk, now=now),
        "longer": [(one, links.path_of(one)) for one in longer_times.asked_of(request.actor, now=now)],
        "mine": tickets.mine(request.actor, now=now),
        "to_confirm": tickets.to_confirm(request.actor),
        "soonest": local_moment.typed(now, zone),
        "dates": offered(now, zone),
    }
    return render(request, "portal/home.html", context)


def client_of(request: Request) -> Client:
    """Return the client of the contact who asks."""
    found = clients.find(request.actor.client_id or 0, request.actor)
    if found is None:
        raise Http404("No such client")
    return found


def _rows(client: Client, way: str) -> str:
    """Return the address of the rows behind the numbers of one direction, but for the name of the number."""
    return f"/scorecard/rows/?client={client.pk}&direction={way}&days={DAYS}&number="
