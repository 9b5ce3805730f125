"""What was stated of closed months, revision by revision: "stated 94.1 % on 1 Nov, restated 93.8 % on 9 Nov"."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from steadfast.apps.reporting.queries import month_grains
from steadfast.apps.reporting.queries.posted import SUMS, numbers, posted
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.domain.commitment.restatement import Change, change


@dataclass(frozen=True, slots=True)
class Statement:
    """What was known of a selection's month at `as_of`. `change`: from the statement before, None in the first."""

    month: date
    revision: int
    as_of: datetime
    numbers: FourNumbers
    change: Change | None


Stated = Mapping[date, Sequence[Statement]]  # of a selection, revision by revision


def of_selection(chosen: Selection) -> dict[date, list[Statement]] | None:
    """Return the statements of each closed month that told something new of the selection; one database statement.

    None where no grain serves the selection: of an agreement, or of a client together with a team, nothing is stated.
    Only for who may see all of the practice.
    """
    grain = month_grains.serving(chosen, ())
    if grain is None:
        return None
    told = ("month", "statement__revision", "statement__as_of")
    rows = posted(chosen, grain).filter(chosen.months.where("month"))
    found: dict[date, list[Statement]] = {}
    for month, revision, as_of, *counts in rows.values_list(*told).annotate(**SUMS).order_by(*told):
        _add(found.setdefault(month, []), month, revision, as_of, counts)
    return found


def by_month(stated: Stated, months: Collection[date]) -> dict[tuple[str, ...], FourNumbers]:
    """Return what is stated last of some months, by their texts; what came to nothing is left out."""
    last = {month: stated[month][-1].numbers for month in months if month in stated}
    return {(f"{month:%Y-%m}",): found for month, found in last.items() if found != FourNumbers()}


def _add(so_far: list[Statement], month: date, revision: int, as_of: datetime, counts: Sequence[int | None]) -> None:
    """Add a statement to those of its month, unless what it posted came to nothing for the selection."""
    if not so_far:
        so_far.append(Statement(month, revision, as_of, numbers(counts), None))
        return
    before = so_far[-1].numbers
    after = before + numbers(counts)
    if (changed := change(before, after)) is not None:
        so_far.append(Statement(month, revision, as_of, after, changed))
