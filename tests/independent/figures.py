"""The scorecard's figures counted by Polars from judged tickets, and the product's in the same form."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from steadfast.apps.reporting.queries.figures import Row
from tests import cast

BUCKETS = ("kept", "kept_late", "withdrawn", "open_late", "not_yet", "renegotiated", "released", "void")
COUNTS = ("fell_due", "broken", *BUCKETS, "felt_kept")
GRAINS: tuple[tuple[str, ...], ...] = (
    (),
    ("month",),
    ("priority",),
    ("client",),
    ("team",),
    ("kind",),
    ("direction",),
    ("month", "priority"),
    ("client", "month"),
    ("team", "kind", "direction"),
)
ALL_AT_ONCE = (("month", "priority", "client", "team", "kind", "direction"),)  # whatever is coarser is a sum of these
Figures = dict[tuple[str, ...], dict[str, int]]


@dataclass
class Judged:
    """One promise by the computation of the tests. closed_as: "" while open; moved_from: due times given up."""

    key: str
    kind: str
    priority: str
    client: str
    team: str
    due: datetime
    felt_due: datetime
    done: datetime | None
    closed_as: str = ""
    moved_from: tuple[datetime, ...] = ()


def counted(judged: Iterable[Judged], grain: Sequence[str], now: datetime) -> Figures:
    """Return the figures by grain; each due time that was given up is a row of its own, in its own month."""
    rows = [row for one in judged for row in _rows(one, now)]
    frame = pl.DataFrame(rows).with_columns(
        *((pl.col("number") == name).cast(pl.Int64).alias(name) for name in BUCKETS),
        (pl.col("number").eq("kept") & pl.col("felt")).cast(pl.Int64).alias("felt_kept"),
    )
    sums = [pl.col(name).sum() for name in (*BUCKETS, "felt_kept")]
    grouped = frame.group_by(list(grain)).agg(sums) if grain else frame.select(sums)
    whole = grouped.with_columns(broken=pl.col("kept_late") + pl.col("withdrawn")).with_columns(
        fell_due=pl.col("kept") + pl.col("broken") + pl.col("open_late")
    )
    return {tuple(r[name] for name in grain): {name: r[name] for name in COUNTS} for r in whole.iter_rows(named=True)}


def shown(rows: Iterable[Row], grain: Sequence[str]) -> Figures:
    """Return the product's figures in the same form."""
    return {
        tuple(row.key[name] for name in grain): {name: getattr(row.numbers, name) for name in COUNTS} for row in rows
    }


def compare(
    ask: Callable[[Sequence[str]], Iterable[Row]],
    judged: Sequence[Judged],
    now: datetime,
    grains: Sequence[Sequence[str]] = GRAINS,
) -> None:
    """Assert that the product says the same at every grain."""
    for grain in grains:
        assert shown(ask(grain), grain) == counted(judged, grain, now), grain


def _rows(one: Judged, now: datetime) -> Iterable[dict[str, object]]:
    base = {"priority": one.priority, "client": one.client, "team": one.team, "kind": one.kind, "direction": "ours"}
    felt = one.done is not None and one.done <= one.felt_due
    yield {**base, "month": _month(one.due), "number": _number(one, now), "felt": felt}
    for due in one.moved_from:
        yield {**base, "month": _month(due), "number": "renegotiated", "felt": False}


def _number(one: Judged, now: datetime) -> str:
    if one.closed_as in ("released", "void"):
        return one.closed_as
    if one.due >= now:
        return "not_yet"
    if one.closed_as == "withdrawn":
        return "withdrawn"
    if one.done is None:
        return "open_late"
    return "kept" if one.done <= one.due else "kept_late"


def _month(at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(cast.ZONE)):%Y-%m}"
