"""The page of a client: what we owe you, what you owe us. Their contact sees the same page."""

from django.http import HttpResponse
from django.shortcuts import render

from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments import links
from steadfast.apps.commitments.queries import proposals
from steadfast.apps.commitments.queries.amending import asked as longer_times
from steadfast.apps.desk.forms.composer import Composer
from steadfast.apps.desk.queries.standing import DAYS, DIRECTIONS, standing
from steadfast.foundation import clock, local_moment, moments
from steadfast.foundation.access import Request


def show(
    request: Request, client: Client, *, answered: int = 0, form: Composer | None = None, status: int = 200
) -> HttpResponse:
    """Render the page of a client whom the reader may see; apps.clients guards its address.

    `answered` and `form`: the ticket and the form of a contact's yes that could not be taken.
    """
    now, inside = clock.now(), request.actor.client_id is None
    context = {
        "client": client,
        "now": now,
        "standing": standing(client, request.actor, now=now),
        "facts": clients.facts(client),
        "days": DAYS,
        "rows": {way: _rows(client, way) for way in DIRECTIONS},
        "inside": inside,
        "opens": request.actor.may("tickets.open"),
        "asked": [] if inside else proposals.asked_of(request.actor, client.pk, now=now),
        "longer": [] if inside else [(p, links.path_of(p)) for p in longer_times.asked_of(request.actor, now=now)],
        "answers": request.actor.may("tickets.answer"),
        "answered": answered,
        "form": form,
        "soonest": local_moment.typed(now, moments.zone_of(request.actor.zone)),
    }
    return render(request, "desk/client.html", context, status=status)


def _rows(client: Client, way: str) -> str:
    """Return the address of the rows behind the numbers of one direction, but for the name of the number."""
    return f"/scorecard/rows/?client={client.pk}&direction={way}&days={DAYS}&number="
