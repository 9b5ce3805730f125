"""The rows behind a number: exactly the commitments that it counts."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.queries.register import told
from steadfast.apps.reporting.queries import scorecard
from steadfast.apps.reporting.queries.selection import NUMBERS, BadSelection, Selection, counted_as
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access


@access("scorecard.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """List the commitments that a number counts, by due time."""
    now = clock.now()
    number = request.GET.get("number", "fell_due")
    try:
        chosen = Selection.read(request.GET)
        register = counted_as(chosen.apply(scorecard.ours(request.actor)), number, now=now)
    except BadSelection as error:
        return HttpResponseBadRequest(render(request, "400.html", {"reason": str(error)}).content)
    page = pages.page(told(register), order=("due_at", "id"), after=request.GET.get("after"), size=50)
    context = {
        "number": NUMBERS[number],
        "count": register.count(),
        "page": page,
        "rows": commitments.shown(page.rows, now=now, zone=request.actor.zone),
        "chosen": chosen,
        "back": reverse("reporting:scorecard") + chosen.address(),
        "now": now,
    }
    return render(request, "reporting/rows.html", context)
