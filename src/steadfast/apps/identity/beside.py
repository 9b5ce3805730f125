"""Counts that come with the account: a higher app's badge costs no query of its own on every page.

`register` is called in AppConfig.ready; the queryset names the reader by OuterRef("person") and must be short by an
index. `of` gives them by the url name of their place on the rail, which shows them.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery
from django.db.models.functions import Coalesce

Rows = Callable[[], QuerySet[Any]]
_counts: dict[str, Rows] = {}


def register(url_name: str, rows: Rows) -> None:
    """Count these rows with each account that is loaded."""
    _counts[url_name] = rows


def annotations() -> dict[str, Any]:
    """Return the counts as columns of the query of an account."""
    return {_column(place): _count(rows()) for place, rows in enumerate(_counts.values())}


def of(user: object) -> dict[str, int | None]:
    """Return what came with an account, None for none at all; {} with one that was loaded otherwise."""
    found = {name: getattr(user, _column(place), None) for place, name in enumerate(_counts)}
    return {name: number or None for name, number in found.items() if number is not None}


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().annotate(_n=Func(F("pk"), function="COUNT")).values("_n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _column(place: int) -> str:
    return f"beside_{place}"
