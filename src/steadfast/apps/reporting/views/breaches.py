"""Breaches over time: how many of each 100 that fell due, how late, and which facts the register holds about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries.register import told
from steadfast.apps.reporting.queries import breaches, figures, names
from steadfast.apps.reporting.queries.months import BadSelection
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.apps.reporting.views import addresses, choices
from steadfast.domain import language
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.domain.language import say
from steadfast.domain.measures.interval import is_small
from steadfast.domain.measures.lateness import Lateness
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access
from steadfast.foundation.frames import bad_address

SIZE = 25


@dataclass(frozen=True, slots=True)
class Month:
    """A line of the table: its name, its numbers, how late its breaches were, and the address of its rows."""

    name: str
    numbers: FourNumbers
    late: Lateness | None
    rows: str

    @property
    def per_hundred(self) -> float | None:
        """None, shown as a dash, where so few fell due that a rate says nothing."""
        few = is_small(self.numbers.fell_due)
        return None if few else 100 * self.numbers.breaches / self.numbers.fell_due


@access("scorecard.view")
@require_safe
def show(request: Request) -> HttpResponse:
    """Show the breaches of a selection."""
    now = clock.now()
    try:
        chosen = Selection.read(request.GET)
    except BadSelection as error:
        return bad_address(request, error)
    seen = commitments.visible_to(request.actor)
    found = figures.counted(chosen.apply(seen), ["month"], now=now)
    breached = breaches.of(chosen.apply(seen), now=now)
    known = names.names([chosen.client] if chosen.client else [])
    context = {
        "chosen": chosen,
        "group": "month",
        "choices": choices.choices(chosen, known),
        "scorecard": addresses.card(chosen),
        "now": now,
        **_months(found, breaches.how_late(breached, now=now), chosen),
        "why": [(item, addresses.rows(chosen, "breaches", why=item.key)) for item in breaches.why(breached, now=now)],
        **_listed(request, breached, now),
    }
    return render(request, "reporting/breaches.html", context)


def _months(found: list[figures.Row], late: Mapping[date | None, Lateness], chosen: Selection) -> dict[str, Any]:
    months = []
    for row in reversed(found):
        first = datetime.fromisoformat(f"{row.key['month']}-01").date()
        if row.numbers.fell_due:
            url = addresses.rows(chosen.in_month(first))
            months.append(Month(language.month_of_year(first), row.numbers, late.get(first), url))
    total = Month(say("All"), figures.total(found), late.get(None), addresses.rows(chosen))
    return {"months": months, "total": total, "count": total.numbers.breaches}


def _listed(request: Request, breached: QuerySet[Commitment], now: datetime) -> dict[str, Any]:
    page = pages.page(
        told(breached),
        order=("-due_at", "-id"),
        after=request.GET.get("after"),
        size=SIZE,
    )
    shown = commitments.shown(page.rows, now=now, zone=request.actor.zone)
    titles = breaches.titles(page.rows, now=now)
    return {"page": page, "rows": [(item, titles[item.row.pk]) for item in shown]}
