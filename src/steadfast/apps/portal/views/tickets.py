"""The list of tickets: mine or my company's, with dates, the next step and who answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from steadfast.apps.desk import queries as desk
from steadfast.apps.portal.queries import tickets
from steadfast.apps.portal.views.home import client_of
from steadfast.domain.language import known, say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.choosing import options

STATES = {
    "open": known("Open"),
    "yours": known("Your turn"),
    "resolved": known("To confirm"),
    "closed": known("Closed"),
    "all": known("All"),
}
WHO = {"company": known("Of the whole company"), "mine": known("Mine")}


@access("portal.use")
@require_safe
def index(request: Request) -> HttpResponse:
    """List tickets; a number in the search field leads to its ticket, where there is one."""
    filters, now = tickets.read(request.GET), clock.now()
    if filters.number is not None and desk.find(filters.number, request.actor):
        return redirect("portal:ticket", filters.number)
    if filters.ignored:
        messages.warning(request, say("Not understood and left out: %(what)s.", what=", ".join(filters.ignored)))
    after = request.GET.get("after") or request.GET.get("before")
    context = {
        "client": client_of(request),
        "filters": filters,
        "page": tickets.listed(filters, request.actor, after=after, now=now),
        "now": now,
        "tabs": [(key, say(name)) for key, name in STATES.items()],
        "who": [] if request.actor.own_only else options(((k, say(name)) for k, name in WHO.items()), filters.who),
    }
    return render(request, "portal/tickets.html", context)
