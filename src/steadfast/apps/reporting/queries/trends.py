"""How a selection went month by month: three measures as process-behavior charts, and what their signals mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from steadfast.apps.reporting.queries.figures import Row
from steadfast.domain.commitment.months import following
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.domain.language import known
from steadfast.domain.measures import xmr
from steadfast.domain.measures.interval import is_small

NOTHING = FourNumbers()


@dataclass(frozen=True, slots=True)
class Measure:
    """What is charted: its value of a month's numbers, its bounds, and whether higher is better (None: neither)."""

    key: str
    title: str
    value: Callable[[FourNumbers], float | None]
    bounds: tuple[float, float]
    is_good: bool | None


def _per_hundred(numbers: FourNumbers) -> float | None:
    return 100 * numbers.breaches / numbers.fell_due if _enough(numbers) else None


def _share(numbers: FourNumbers) -> float | None:
    return numbers.share_kept if _enough(numbers) else None


def _enough(numbers: FourNumbers) -> bool:
    return not is_small(numbers.fell_due)


MEASURES = (
    Measure("share", known("Share kept"), _share, (0, 1), True),
    Measure("breaches", known("Breaches of each 100 that fell due"), _per_hundred, (0, 100), False),
    Measure("fell_due", known("Number that fell due"), lambda numbers: numbers.fell_due, (0, inf), None),
)


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the selection; the running one is in no limit."""

    first: date
    numbers: FourNumbers
    is_running: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """A measure over months. `values` are what the chart judges; `seen` also has the running month's."""

    measure: Measure
    months: tuple[Month, ...]
    chart: xmr.Chart
    seen: tuple[float | None, ...]


def months(found: Sequence[Row], running: date) -> list[Month]:
    """Return the months from the first that has figures to the last that has begun, without a gap."""
    numbers = {date.fromisoformat(f"{row.key['month']}-01"): row.numbers for row in found}
    begun = [first for first, n in numbers.items() if first <= running and n.fell_due]
    if not begun:
        return []
    listed, month = [], min(begun)
    while month <= max(begun):
        listed.append(Month(month, numbers.get(month, NOTHING), month == running))
        month = following(month)
    return listed


def trends(listed: Sequence[Month], changes: Sequence[date]) -> list[Trend]:
    """Return the three measures; `changes`: the months in which the process was changed on purpose."""
    places = [place for place, month in enumerate(listed) if month.first in set(changes)]
    return [_trend(measure, listed, places) for measure in MEASURES] if listed else []


def _trend(measure: Measure, listed: Sequence[Month], places: Sequence[int]) -> Trend:
    seen = tuple(measure.value(month.numbers) for month in listed)
    judged = [None if month.is_running else value for month, value in zip(listed, seen, strict=True)]
    return Trend(measure, tuple(listed), xmr.chart(judged, bounds=measure.bounds, changes=places), seen)
