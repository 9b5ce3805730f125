"""How late: the middle and the bad end of working time late, of what was done late and of what is still open.

Both are nearest ranks, values that occurred: half, and nine of ten, were late by no more than that. A mean would hide
the bad end behind many small ones. What is open counts with its age until now, so its figures still grow.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lateness:
    """Of `count` cases, `growing` of them still open: median and P90 of the working seconds beyond due."""

    count: int
    growing: int
    median: int
    p90: int


def lateness(seconds: Sequence[int], growing: int = 0) -> Lateness | None:
    """Return the summary of working seconds late, `growing` of them of open cases; None for none."""
    if not seconds:
        return None
    ordered = sorted(seconds)
    return Lateness(len(ordered), growing, rank(ordered, 50), rank(ordered, 90))


def rank(ordered: Sequence[int], percent: int) -> int:
    """Return the nearest rank: the least of the ordered values that `percent` of 100 of them do not exceed."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
