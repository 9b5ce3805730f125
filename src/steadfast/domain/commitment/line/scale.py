"""The scale of a promise line: due stands at one place, open hours share the room before it in proportion.

Closed hours shrink to thin gaps, because a night is longer than a working day and says less; long waits are bounded.
"""

from dataclasses import dataclass

DUE = 84.0  # where due stands; the rest is room for being late
GAP, GAPS = 1.4, 12.0  # width of one gap, and of all together
MANY_GAPS = 20  # more gaps than this would be dust: they are left out
WAITS = 0.4  # all waits together get so much of the room at most
LEAST_OVER = 2.0  # a minute late is seen, too
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Scale:
    """`total` open seconds before due; widths of one running and one waiting second, and of one gap."""

    total: int
    running: float
    waiting: float
    gap: float

    def over(self, late: int) -> float:
        """Return the width of so many seconds late: it grows ever slower and never leaves the line."""
        share = late / max(self.total, MINUTE)
        return LEAST_OVER + (100 - DUE - LEAST_OVER) * share / (share + 0.5)


def scale(total: int, waits: int, gaps: int) -> Scale:
    """Return the scale for so many open seconds, waiting seconds and gaps before due."""
    gap = min(GAP, GAPS / gaps) if 0 < gaps <= MANY_GAPS else 0.0
    room = DUE - gap * gaps
    share = min(waits / (total + waits), WAITS if total else 1.0) if waits else 0.0
    return Scale(
        total=total,
        running=room * (1 - share) / total if total else 0.0,
        waiting=room * share / waits if waits else 0.0,
        gap=gap,
    )
