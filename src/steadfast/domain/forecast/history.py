"""Will it be kept? The share of past promises that were as old as this one, still open then, and kept in the end.

Age is the share of the target that is used up on the promise's own clock, so that promises of four hours and of four
days, with and without waits, compare. A history counts past promises by the age at which each was fulfilled.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from steadfast.domain.measures import interval

BINS = 40  # places of the time until due; one more holds what came later


@dataclass(frozen=True, slots=True)
class Chance:
    """`kept` of `n` as old as this were kept; `low` and `high` are the 95 % interval of that share (Wilson)."""

    kept: int
    n: int
    low: float
    high: float


def place_of(used: float) -> int:
    """Return the place of a promise fulfilled when `used` of its time was gone: 0 … BINS-1 in time, BINS late."""
    return BINS if used > 1 else max(0, min(BINS - 1, ceil(used * BINS) - 1))


class History:
    """Counts of past promises by place; asked for the chance of one that is still open at an age."""

    def __init__(self, counts: Sequence[int]) -> None:
        if len(counts) != BINS + 1:
            raise ValueError(f"a history has {BINS + 1} places, not {len(counts)}")
        self._late = counts[BINS]
        self._after = [*[*accumulate(reversed(counts[:BINS]))][::-1], 0]  # kept at this place or later

    @classmethod
    def of(cls, ages: Iterable[float]) -> "History":
        """Return the history of promises fulfilled at these ages."""
        counts = [0] * (BINS + 1)
        for used in ages:
            counts[place_of(used)] += 1
        return cls(counts)

    def chance(self, used: float, *, least: int) -> Chance | None:
        """Return the chance of one that is open when `used` of its time is gone; None for fewer cases than `least`.

        Only what was fulfilled after this place counts as the like of it: it was open then, too.
        """
        first = min(BINS, max(0, int(used * BINS)))
        kept = self._after[first]
        trials = kept + self._late
        found = interval.wilson(kept, trials)
        if used > 1 or trials < least or found is None:
            return None
        return Chance(kept, trials, *found)
