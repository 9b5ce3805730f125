"""Frozen figures: what is stated of a closed month is what the register counts, and its revisions have no gap.

A month that is marked is left out: something in it changed, and it is counted from the register until it is restated.
"""

from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.db.models import Count, F, Max

from steadfast.apps.reporting.models import MonthFigure, MonthStatement
from steadfast.apps.reporting.queries import closed_months
from steadfast.apps.reporting.queries.month_differences import NAMES, POSTED, differences
from steadfast.foundation.verify import Finding


def check() -> Iterator[Finding]:
    """Yield every month whose figures do not hold."""
    yield from _gaps()
    yield from _misplaced()
    marked = set(closed_months.marked())
    for month in closed_months.stated():
        if month in marked:
            continue
        found = list(_differing(month))
        if month not in closed_months.marked():  # changed while it was counted
            yield from found


def _differing(month: date) -> Iterator[Finding]:
    sql, params = differences(month)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    for row in rows:
        grain, key, *told = row[: len(NAMES)]
        counts = zip(POSTED, row[len(NAMES) :], strict=True)
        words = ", ".join(f"{name} {int(by):+d}" for name, by in counts if by)
        of = ", ".join(word for word in told if word)
        yield Finding(f"figures of {month:%Y-%m}", f"{grain} {key} ({of}): the register counts {words}")


def _gaps() -> Iterator[Finding]:
    rows = MonthStatement.objects.order_by("month").values_list("month").annotate(n=Count("id"), last=Max("revision"))
    for month, number, last in rows.exclude(n=F("last")):
        yield Finding(f"figures of {month:%Y-%m}", f"revision {last} is the last of {number}: some are missing")


def _misplaced() -> Iterator[Finding]:
    for figure in MonthFigure.objects.exclude(month=F("statement__month")).select_related("statement")[:100]:
        yield Finding(f"figure {figure.pk}", f"it is of {figure.month:%Y-%m}, its statement of {figure.statement}")
