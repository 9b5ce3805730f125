"""What a closed month counts now, less what is stated of it: nothing, where its figures hold.

The register is read once, along an index and in its order, for all grains together.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum

from steadfast.apps.commitments.models import Commitment, Move
from steadfast.apps.imports import queries as imports
from steadfast.apps.reporting.models import MonthFigure
from steadfast.apps.reporting.models.month_figure import COUNTS
from steadfast.apps.reporting.queries.month_grains import GRAINS, Grain

INDEXED = ("direction", "client_id", "kind", "priority", "team_id")  # in the order of the index
NAMES = ("grain", "key", "direction", "kind", "priority")
POSTED = (*COUNTS, "slip_s")
JUDGED = {  # of rows counted by how they were closed: what lies in a closed month has fallen due
    **dict.fromkeys(POSTED, "0"),
    "kept": "n_kept",
    "kept_late": "CASE WHEN closed_as = 'fulfilled' THEN n - n_kept ELSE 0 END",
    "withdrawn": "CASE WHEN closed_as = 'withdrawn' THEN n ELSE 0 END",
    "open_late": "CASE WHEN closed_as IS NULL THEN n ELSE 0 END",
    "released": "CASE WHEN closed_as = 'released' THEN n ELSE 0 END",
    "void": "CASE WHEN closed_as = 'void' THEN n ELSE 0 END",
    "felt_kept": "n_felt",
}
MOVED = {**dict.fromkeys(POSTED, "0"), "renegotiated": "n", "slip_s": "slip"}


def differences(month: date) -> tuple[str, list[Any]]:
    """Return the SQL of what a month counts now less what is stated: grain, key and what it tells, then the counts."""
    counted, first = _counted(month).query.sql_with_params()
    moved, second = _moved(month).query.sql_with_params()
    parts = [_part(source, grain, sums) for source, sums in (("counted", JUDGED), ("moved", MOVED)) for grain in GRAINS]
    by, sums = ", ".join(map(quoted, NAMES)), ", ".join(f"SUM({quoted(name)}) AS {quoted(name)}" for name in POSTED)
    differs = " OR ".join(f"SUM({quoted(name)}) <> 0" for name in POSTED)
    sql = (
        f"WITH counted AS MATERIALIZED ({counted}), moved AS MATERIALIZED ({moved})"
        f" SELECT {by}, {sums} FROM ({' UNION ALL '.join([*parts, _stated()])}) AS posted"
        f" GROUP BY {by} HAVING {differs}"
    )
    return sql, [*first, *second, stored(month)]


def _counted(month: date) -> QuerySet[Commitment, Any]:
    kept = Q(done_at__lte=F("due_at"))
    rows = Commitment.objects.filter(imports.IsShown("batch"), due_month=month).order_by()
    found: QuerySet[Commitment, Any] = rows.values(*INDEXED, "closed_as").annotate(
        n=Count("due_month"),
        n_kept=Count("due_month", filter=kept),
        n_felt=Count("due_month", filter=kept & Q(done_at__lte=F("felt_due_at"))),
    )
    return found


def _moved(month: date) -> QuerySet[Move, Any]:
    """Count the due times that were given up in the month, by what their promises say."""
    names = {f"of_{name}": F(f"commitment__{name}") for name in INDEXED}
    rows = Move.objects.filter(imports.IsShown("commitment__batch"), from_month=month).order_by()
    return rows.values(**names).annotate(n=Count("id"), slip=Sum("slip_s"))


def _part(source: str, grain: Grain, sums: Mapping[str, str]) -> str:
    """Return the counts of one grain out of the finest ones."""
    prefix = "of_" if source == "moved" else ""
    tells = [f"{prefix}{name}" if name in grain.tells else "''" for name in ("kind", "priority")]
    values = [f"'{grain.name}'", f"coalesce({prefix}{grain.key}, 0)", f"{prefix}direction", *tells]
    named = [f"{value} AS {quoted(name)}" for value, name in zip(values, NAMES, strict=True)]
    counts = [f"SUM({sums[name]}) AS {quoted(name)}" for name in POSTED]
    by = ", ".join(str(place) for place in range(1, len(NAMES) + 1))
    return f"SELECT {', '.join([*named, *counts])} FROM {source} GROUP BY {by}"


def _stated() -> str:
    columns = ", ".join([*map(quoted, NAMES), *(f"-{quoted(name)}" for name in POSTED)])
    return f"SELECT {columns} FROM {MonthFigure._meta.db_table} WHERE month = {date_mark()}"


def date_mark() -> str:
    return "%s::date" if connection.vendor == "postgresql" else "%s"


def stored(month: date) -> Any:
    return connection.ops.adapt_datefield_value(month)


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
