"""Process-behavior charts: individual values (X) with their moving ranges (mR), natural limits and signals.

Shewhart's method as Donald J. Wheeler teaches it (Understanding Variation, 1993): limits are mean ± 2.66 · mR̄, the
upper limit of the ranges is 3.268 · mR̄. They come from a baseline and are worked out anew only at a marked change.
A value of None (nothing to measure) is left out: the values beside it are then neighbors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from steadfast.domain.measures.signals import Signal, signals

WIDTH = 2.660  # 3 / d2 for ranges of two
RANGE = 3.268  # D4 for ranges of two
FEWEST = 6  # fewer values give no limits
BASELINE = 12  # values of a baseline; it may be chosen up to MOST
MOST = 24


@dataclass(frozen=True, slots=True)
class Limits:
    """What the values of a baseline say of the process: their mean, its natural limits, and those of the ranges.

    `low` and `high` are cut at the bounds of what can be measured (a share at 0 and 1); `reach` is the uncut half.
    """

    mean: float
    low: float
    high: float
    reach: float
    mean_range: float
    high_range: float
    count: int

    @property
    def is_provisional(self) -> bool:
        """Fewer values than a baseline should have: the limits still move with each new one."""
        return self.count < BASELINE


@dataclass(frozen=True, slots=True)
class Stretch:
    """Values from one marked change to the next, places [first, end), with the limits that hold for them."""

    first: int
    end: int
    limits: Limits | None
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """The values, the range from the value before each (None for the first), and the stretches of the process."""

    values: tuple[float | None, ...]
    ranges: tuple[float | None, ...]
    stretches: tuple[Stretch, ...]

    @property
    def signals(self) -> tuple[Signal, ...]:
        return tuple(signal for stretch in self.stretches for signal in stretch.signals)


def limits(values: Sequence[float], bounds: tuple[float, float] = (-inf, inf)) -> Limits | None:
    """Return the limits that the values of a baseline give; None for fewer than FEWEST."""
    if len(values) < FEWEST:
        return None
    mean = sum(values) / len(values)
    mean_range = sum(abs(after - before) for before, after in pairwise(values)) / (len(values) - 1)
    reach = WIDTH * mean_range
    low, high = max(bounds[0], mean - reach), min(bounds[1], mean + reach)
    return Limits(mean, low, high, reach, mean_range, RANGE * mean_range, len(values))


def chart(
    values: Sequence[float | None],
    *,
    bounds: tuple[float, float] = (-inf, inf),
    changes: Sequence[int] = (),
    baseline: int = BASELINE,
) -> Chart:
    """Return the chart of values in order of time.

    `changes`: places at which the process was changed on purpose, so that limits begin anew there. `baseline`: how many
    values of each stretch give its limits, from FEWEST to MOST; ValueError for any other.
    """
    if not FEWEST <= baseline <= MOST:
        raise ValueError(f"a baseline has from {FEWEST} to {MOST} values, not {baseline}")
    starts = sorted({0, *(place for place in changes if 0 < place < len(values))})
    ends = [*starts[1:], len(values)]
    ranges = _ranges(values, starts)
    stretches = (_stretch(values, ranges, *span, bounds, baseline) for span in zip(starts, ends, strict=True))
    return Chart(tuple(values), ranges, tuple(stretches))


def _stretch(
    values: Sequence[float | None],
    ranges: Sequence[float | None],
    first: int,
    end: int,
    bounds: tuple[float, float],
    baseline: int,
) -> Stretch:
    points = [(place, value) for place in range(first, end) if (value := values[place]) is not None]
    found = limits([value for _, value in points[:baseline]], bounds)
    if found is None:
        return Stretch(first, end, None)
    jumps = [place for place, _ in points if _above(ranges[place], found.high_range)]
    return Stretch(first, end, found, signals(points, found.mean, found.reach, jumps))


def _ranges(values: Sequence[float | None], starts: Sequence[int]) -> tuple[float | None, ...]:
    """Return each value's range from the one before it; none reaches over a marked change."""
    found: list[float | None] = []
    before: float | None = None
    for place, value in enumerate(values):
        if place in starts:
            before = None
        found.append(None if value is None or before is None else abs(value - before))
        before = before if value is None else value
    return tuple(found)


def _above(value: float | None, limit: float) -> bool:
    return value is not None and value > limit + 1e-9
