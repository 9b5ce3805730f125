"""The scorecard: the four numbers by one group, as agreed and as the client felt it. Every number leads to its rows."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from steadfast.apps.identity.queries import saved_views
from steadfast.apps.reporting.queries import card, figures, months, names, scorecard, statements, trends
from steadfast.apps.reporting.queries.grain import by_key
from steadfast.apps.reporting.queries.months import BadSelection
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.apps.reporting.views import addresses, charts, choices, stated, table
from steadfast.domain import language
from steadfast.domain.commitment.months import month_of
from steadfast.domain.language import known, say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.drawings import stack
from steadfast.foundation.frames import bad_address

LINES = 100  # rows of the table; the busiest first

COLUMNS = {  # the head of the first column, by group
    "month": known("Month"),
    "priority": known("Priority"),
    "client": known("Client"),
    "team": known("Team"),
    "kind": known("Kind"),
    "direction": known("Direction"),
}


@access("scorecard.view")
@require_safe
def show(request: Request) -> HttpResponse:
    """Show the figures."""
    first, views = saved_views.of_page(request.actor, "scorecard", request.GET)
    if first:
        return redirect(first)
    group = request.GET.get("group", "month")
    group = group if group in card.GROUPS else "month"
    try:
        chosen = scorecard.of_groups(Selection.read(request.GET), [group], request.GET.get("direction", ""))
        marked = [month for text in request.GET.getlist("change") if (month := months.parse(text))]
    except BadSelection as error:
        return bad_address(request, error)
    now = clock.now()
    said = statements.of_selection(chosen) if group == "month" else None
    found = scorecard.rows(request.actor, chosen, [by_key(group)], now=now, stated=said)
    known = names.names(card.clients(found, group, chosen))
    changes = [*marked, *known.effects.get(chosen.agreement or 0, [])[1:]]  # limits begin anew with a later version
    context = {
        "groups": [(key, say(title), addresses.card(chosen, group=key)) for key, title in card.GROUPS.items()],
        "group": group,
        "column": say(COLUMNS[group]),
        "title": say(card.GROUPS[group]),
        "chosen": chosen,
        "change": max(marked, default=None),
        "choices": choices.choices(chosen, known),
        "exports": "?" + addresses.card(chosen, group=group).partition("?")[2],
        "breaches": addresses.breaches(chosen),
        "views": views,
        "now": now,
        **_table(found, group, chosen, known),
        **(_trends(found, chosen, changes, said, now, known.zone) if group == "month" else {}),
    }
    return render(request, "reporting/scorecard.html", context)


def _table(found: Sequence[figures.Row], group: str, chosen: Selection, known: names.Names) -> dict[str, Any]:
    lines = card.lines(found, group, chosen, known)
    total = card.Line(say("All"), figures.total(found), chosen)
    return {
        "heads": [say(title) for _, title in table.HEADS],
        "lines": [table.shown(line, table.narrowed(line.chosen, group)) for line in lines[:LINES]],
        "more": len(lines) - LINES,
        "total": table.shown(total),
        "numbers": total.numbers,
        "rows": addresses.rows(chosen),
    }


def _trends(
    found: Sequence[figures.Row],
    chosen: Selection,
    changes: Sequence[date],
    said: statements.Stated | None,
    now: datetime,
    zone: str,
) -> dict[str, Any]:
    """Return the pictures of figures by month, and what was stated of the months."""
    listed = trends.months(found, month_of(now, zone))
    return {
        "chart": [_column(row, chosen) for row in found[-charts.MONTHS :]],
        "restated": stated.restated(said, zone),
        "trends": [charts.drawn(trend, chosen) for trend in trends.trends(listed, changes)],
    }


def _column(row: figures.Row, chosen: Selection) -> stack.Month:
    first = datetime.fromisoformat(f"{row.key['month']}-01").date()
    return stack.Month(language.month_of_year(first), row.numbers, addresses.rows(chosen.in_month(first), "fell_due"))
