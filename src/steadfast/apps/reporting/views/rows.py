"""The rows behind a number: exactly the commitments that it counts. A contact finds those of their own client."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.queries.register import told
from steadfast.apps.reporting.queries.selection import ROWS, BadSelection, Selection, counted_as
from steadfast.apps.reporting.queries.whose import Whose
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access


@access("rows.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """List the commitments that a number counts, by due time."""
    now = clock.now()
    number = request.GET.get("number", "fell_due")
    try:
        chosen, whose = Selection.read(request.GET), Whose.read(request.GET)
        register = counted_as(chosen.apply(whose.rows(request.actor, now=now)), number, now=now)
    except BadSelection as error:
        return HttpResponseBadRequest(render(request, "400.html", {"reason": str(error)}).content)
    page = pages.page(told(register), order=("due_at", "id"), after=request.GET.get("after"), size=50)
    context = {
        "number": ROWS[number],
        "count": register.count(),
        "page": page,
        "rows": commitments.shown(page.rows, now=now, zone=request.actor.zone),
        "chosen": chosen,
        "whose": whose,
        "back": _back(request, chosen, whose),
        "now": now,
    }
    return render(request, "reporting/rows.html", context)


def _back(request: Request, chosen: Selection, whose: Whose) -> tuple[str, str]:
    """Return where the number stands, as (name, address): a client's page, Today or the scorecard."""
    client = request.actor.client_id or (chosen.client if whose.days is not None else None)
    if client:
        return "Client", reverse("clients:show", args=[client])
    if whose.me:
        return "Today", reverse("commitments:today")
    return "Scorecard", reverse("reporting:scorecard") + chosen.address()
