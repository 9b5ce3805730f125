"""The scorecard: the four numbers of what we owe, by month, priority or client. Every number leads to its rows."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.clients.models import Client
from steadfast.apps.reporting.queries import figures, scorecard
from steadfast.apps.reporting.queries.selection import NO_CLIENT, BadSelection, Selection
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.domain.measures.interval import wilson
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.drawings import stack

GROUPS = {"month": "By month", "priority": "By priority", "client": "By client"}
KINDS = ("first response", "next update", "resolution", "promise")
MONTHS = 24  # columns of the chart
CLIENTS = 100  # rows of the table; the busiest first


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: its name, its numbers, where its rows are, and the 95 % interval of its share kept."""

    name: str
    numbers: FourNumbers
    rows: str
    interval: tuple[float, float] | None


@access("scorecard.view")
@require_safe
def show(request: Request) -> HttpResponse:
    """Show the figures."""
    group = request.GET.get("group", "month")
    try:
        chosen = Selection.read(request.GET)
    except BadSelection as error:
        return HttpResponseBadRequest(render(request, "400.html", {"reason": str(error)}).content)
    group = group if group in GROUPS else "month"
    now = clock.now()
    register = replace(chosen, month=None).apply(scorecard.ours(request.actor))
    found = figures.rows(register, [_column(group)], now=now, month=chosen.month)
    lines = _lines(found, group, chosen)
    context = {
        "groups": [(key, title, _tab(chosen, key)) for key, title in GROUPS.items()],
        "group": group,
        "title": GROUPS[group],
        "chosen": chosen,
        "lines": lines[:CLIENTS],
        "more": len(lines) - CLIENTS,
        "total": Line("All", total := figures.total(found), _rows(chosen), wilson(total.kept, total.fell_due)),
        "chart": _chart(found, chosen) if group == "month" else [],
        "kinds": KINDS,
        "agreements": Agreement.objects.order_by("name").values_list("id", "name"),
        "now": now,
    }
    return render(request, "reporting/scorecard.html", context)


def _column(group: str) -> str:
    return {"client": "client_id"}.get(group, group)


def _lines(found: list[figures.Row], group: str, chosen: Selection) -> list[Line]:
    names = _names(found) if group == "client" else {}
    lines = []
    for row in found:
        value = row.key[_column(group)]
        part = _narrow(chosen, group, value)
        numbers = row.numbers
        lines.append(
            Line(names.get(value, _label(group, value)), numbers, _rows(part), wilson(numbers.kept, numbers.fell_due))
        )
    if group == "client":
        lines.sort(key=lambda line: (-line.numbers.fell_due, line.name))
    return lines[::-1] if group == "month" else lines


def _names(found: list[figures.Row]) -> dict[str, str]:
    keys = [int(row.key["client_id"]) for row in found if row.key["client_id"]]
    return {str(key): name for key, name in Client.objects.filter(pk__in=keys).values_list("pk", "name")}


def _narrow(chosen: Selection, group: str, value: str) -> Selection:
    if group == "month":
        return replace(chosen, month=date.fromisoformat(f"{value}-01"))
    if group == "priority":
        return replace(chosen, priority=value)
    return replace(chosen, client=int(value) if value else NO_CLIENT)


def _label(group: str, value: str) -> str:
    if group == "month":
        return f"{datetime.strptime(value, '%Y-%m'):%b %Y}"  # noqa: DTZ007 - a month has no zone
    return value or "none"


def _rows(chosen: Selection) -> str:
    return reverse("reporting:rows") + chosen.address(number="")


def _tab(chosen: Selection, group: str) -> str:
    return chosen.address(group=group)


def _chart(found: list[figures.Row], chosen: Selection) -> list[stack.Month]:
    return [
        stack.Month(
            _label("month", row.key["month"]),
            row.numbers,
            _rows(_narrow(chosen, "month", row.key["month"])) + "fell_due",
        )
        for row in found[-MONTHS:]
    ]
