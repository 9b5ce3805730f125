"""Sums over what statements posted, for a selection that a grain serves."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Team
from steadfast.apps.reporting.models import MonthFigure
from steadfast.apps.reporting.models.month_figure import COUNTS
from steadfast.apps.reporting.queries.month_grains import Grain
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.domain.commitment.numbers import FourNumbers

SUMS = {f"sum_{name}": Sum(name) for name in COUNTS}
TOLD = ("month", "direction", "kind", "priority")  # columns of their own; a client or a team is the key
NAMED = {"client": Client, "team": Team}


def posted(chosen: Selection, grain: Grain) -> QuerySet[MonthFigure]:
    """Return the postings of a selection, of any month."""
    key = chosen.client if chosen.client is not None else chosen.team
    wanted = {
        "grain": grain.name,
        "key": key,
        "kind": chosen.kind,
        "priority": chosen.priority,
        "direction": chosen.direction or None,
    }
    return MonthFigure.objects.filter(**{name: value for name, value in wanted.items() if value is not None}).order_by()


def numbers(counts: Sequence[int | None]) -> FourNumbers:
    """Return the numbers of one record of SUMS."""
    return FourNumbers(**{name: count or 0 for name, count in zip(COUNTS, counts, strict=True)})


def by_groups(
    chosen: Selection, groups: Sequence[str], grain: Grain, months: Sequence[date]
) -> dict[tuple[str, ...], FourNumbers]:
    """Return what is stated of some months, by the texts of the groups; what came to nothing is left out."""
    rows = posted(chosen, grain).filter(month__in=months)
    if not groups:
        return {(): numbers(list(rows.aggregate(**SUMS).values()))}
    columns = list(dict.fromkeys(map(_column, groups)))
    records = [record for record in rows.values_list(*columns).annotate(**SUMS) if any(record[len(columns) :])]
    places = [(group, columns.index(_column(group))) for group in groups]
    names = {group: _names(group, {record[place] for record in records}) for group, place in places}
    found: dict[tuple[str, ...], FourNumbers] = {}
    for record in records:
        key = tuple(_text(group, record[place], names[group]) for group, place in places)
        found[key] = found.get(key, FourNumbers()) + numbers(record[len(columns) :])
    return found


def _column(group: str) -> str:
    return group if group in TOLD else "key"


def _names(group: str, keys: Collection[Any]) -> dict[int, str]:
    model: Any = NAMED.get(group)
    return {} if model is None else dict(model.objects.filter(pk__in=keys).values_list("pk", "name"))


def _text(group: str, value: Any, names: dict[int, str]) -> str:
    if group == "month":
        return f"{value:%Y-%m}"
    if group in TOLD:
        return str(value)
    return names.get(value, "") if group in NAMED else str(value or "")
