"""The list of tickets: filters in the address, keyset pages, counts of what is open."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from steadfast.apps.desk import queries
from steadfast.apps.desk.forms.bulk import LABELS
from steadfast.apps.desk.queries import filters as reading
from steadfast.apps.desk.queries.listing import COUNTED, LIST, choices, counts, listing
from steadfast.apps.identity.queries import saved_views
from steadfast.domain.language import known, say
from steadfast.domain.service_level.priority import PRIORITIES
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.choosing import options
from steadfast.foundation.frames import framed

ACTS = LABELS.items()
TABS = {
    "open": known("Open"),
    "waiting": known("Waiting"),
    "resolved": known("Resolved"),
    "closed": known("Closed"),
    "all": known("All"),
}
WHO = {
    "": known("Everybody’s"),
    "mine": known("Mine"),
    "nobody": known("Nobody has taken"),
    "untouched": known("Imported, untouched"),
}


@access("tickets.list")
@require_safe
def index(request: Request) -> HttpResponse:
    """List tickets; a number in the search field leads to its ticket, where there is one; else it is a word."""
    filters = reading.read(request.GET)
    if filters.number is not None and queries.find(filters.number, request.actor):
        return redirect("desk:ticket", filters.number)
    if filters.ignored:
        messages.warning(request, say("Not understood and left out: %(what)s.", what=", ".join(filters.ignored)))
    now = clock.now()
    found_choices = choices(request.actor)
    first = saved_views.opens_with(found_choices.views, LIST, request.GET)
    if first:
        return redirect(first)
    found = counts(request.actor)
    after = request.GET.get("after") or request.GET.get("before")
    context = {
        "filters": filters,
        "page": listing(filters, request.actor, after=after, now=now),
        "views": saved_views.shown(found_choices.views, LIST, request.GET),
        "bulk": request.actor.may("tickets.bulk"),
        "acts": ACTS,
        "now": now,
        "tabs": [(key, say(name), found.get(key)) for key, name in TABS.items()],
        "who": [
            (key, say(name), found.get(key)) for key, name in WHO.items() if key != "untouched" or key == filters.who
        ],
        "counted": COUNTED,
        "priorities": options(((name, name) for name in PRIORITIES), filters.priority),
        "clients": options(found_choices.client, filters.client),
        "teams": options(found_choices.team, filters.team),
    }
    return framed(request, "desk/tickets.html", context)
