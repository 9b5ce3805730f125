"""How far frozen figures reach: which months are read from their statements, and which from the register."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, Subquery

from steadfast.apps.commitments.models import Commitment, Move
from steadfast.apps.reporting.models import MonthStatement, MonthTouched
from steadfast.apps.reporting.queries.months import Months
from steadfast.domain.commitment.months import following

MOST = 600  # months to count one by one; somebody promised something for the next century

DATED: tuple[tuple[type[Model], str], ...] = ((Commitment, "due_month"), (Move, "from_month"))


@dataclass(frozen=True, slots=True)
class Reach:
    """Months in order: those whose statements hold, and all others in which something may lie."""

    frozen: tuple[date, ...]
    live: tuple[date, ...]


def of_months(months: Months) -> Reach | None:
    """Return the reach within some months, in one statement; None where nothing is frozen, or too much is not."""
    touched = MonthTouched.objects.filter(Q(month=OuterRef("month")) | Q(month=None))
    stated = MonthStatement.objects.filter(months.where("month"), revision=1).order_by("month")
    found = list(stated.values_list("month", Exists(touched), *_ends()))
    frozen = tuple(month for month, is_touched, *_ in found if not is_touched)
    if not frozen:
        return None
    ends = [end for end in found[0][2:] if end is not None]
    live = set(_span(min(ends), max(ends), months) if ends else ()) - set(frozen)
    return Reach(frozen, tuple(sorted(live))) if len(live) <= MOST else None


def _ends() -> Iterator[Subquery]:
    """Yield the first and the last month in which a promise lies, and in which a due time was given up."""
    for model, column in DATED:
        for order in (column, f"-{column}"):
            rows: Any = model._default_manager.order_by(order)
            yield Subquery(rows.values(column)[:1])


def _span(first: date, last: date, months: Months) -> Iterator[date]:
    first = max(first, months.first or first)
    last = min(last, months.last or last)
    while first <= last:
        yield first
        first = following(first)
