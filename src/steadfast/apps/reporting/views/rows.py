"""The rows behind a number: exactly what it counts. A contact finds those of their own client."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment, Move
from steadfast.apps.commitments.queries.register import told
from steadfast.apps.reporting.queries import facts, moves
from steadfast.apps.reporting.queries.card import DIRECTIONS
from steadfast.apps.reporting.queries.months import BadSelection
from steadfast.apps.reporting.queries.selection import ROWS, Selection, counted_as
from steadfast.apps.reporting.queries.whose import Whose
from steadfast.apps.reporting.views import addresses
from steadfast.domain.language import known, say
from steadfast.foundation import clock, pages, subjects
from steadfast.foundation.access import Request, access
from steadfast.foundation.frames import bad_address

MOVED = "renegotiated"
SIZE = 50
COUNTED = 25_000  # a month of five million promises has three times as many, and counting them takes a second


@access("rows.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """List what a number counts, by due time: commitments, or for "renegotiated" the due times that were given up."""
    now = clock.now()
    number = request.GET.get("number", "fell_due")
    try:
        chosen, whose = Selection.read(request.GET), Whose.read(request.GET)
        register = chosen.but_months(whose.rows(request.actor, now=now))
        if number == MOVED:
            listed = _moved(request, moves.of(register, chosen.months))
        else:
            counted = counted_as(register.filter(chosen.months.where("due_month")), number, now=now)
            listed = _counted(request, counted, now)
    except BadSelection as error:
        return bad_address(request, error)
    context = {
        "number": say(ROWS.get(number, known("moved, by the due time that was given up"))),
        "is_moves": number == MOVED,
        "chosen": chosen,
        "direction": say(DIRECTIONS.get(chosen.direction, "")) if chosen.direction != "ours" else "",
        "whose": whose,
        "back": _back(request, chosen, whose),
        "now": now,
        **listed,
    }
    return render(request, "reporting/rows.html", context)


def _counted(request: Request, register: QuerySet[Commitment], now: datetime) -> dict[str, Any]:
    why = request.GET.get("why", "")
    if why:
        register = facts.having(register, why, now=now)
    page = pages.page(told(register), order=("due_at", "id"), after=request.GET.get("after"), size=SIZE)
    rows = commitments.shown(page.rows, now=now, zone=request.actor.zone)
    title = facts.FACTS[why].title if why in facts.FACTS else known("of which none of the facts is true") if why else ""
    return {**_count(register), "page": page, "rows": rows, "why": say(title)}


def _moved(request: Request, found: QuerySet[Move]) -> dict[str, Any]:
    page = pages.page(
        found.select_related(*moves.WITH), order=("from_due", "id"), after=request.GET.get("after"), size=SIZE
    )
    rows = [(move, subjects.url_of(move.commitment.subject)) for move in page.rows]
    return {**_count(found), "page": page, "rows": rows}


def _count(found: QuerySet[Any, Any]) -> dict[str, Any]:
    """Return how many rows there are, or that there are more than COUNTED; the pages lead to every one."""
    count = found.order_by()[: COUNTED + 1].count()
    return {"count": min(count, COUNTED), "is_least": count > COUNTED}


def _back(request: Request, chosen: Selection, whose: Whose) -> tuple[str, str]:
    """Return where the number stands, as (name, address): a client's page, Today or the scorecard."""
    if request.actor.client_id:
        return say("Home"), reverse("commitments:today")
    client = chosen.client if whose.days is not None else None
    if client:
        return say("Client"), reverse("clients:show", args=[client])
    if whose.me:
        return say("Today"), reverse("commitments:today")
    if request.GET.get("why"):
        return say("Breaches"), addresses.breaches(chosen)
    return say("Scorecard"), addresses.card(chosen)
