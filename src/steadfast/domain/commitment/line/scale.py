"""The scale of a promise line: due stands at one place, open hours share the room before it in proportion.

Closed hours shrink to thin gaps, because a night is longer than a working day and says less; long waits are bounded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from steadfast.domain.working_time import Kind, Step

DUE = 84.0  # where due stands; the rest is room for being late
GAP, GAPS = 1.4, 12.0  # width of one gap, and of all together
MANY_GAPS = 20  # more gaps than this would be dust: they are left out
WAITS = 0.4  # all waits together get so much of the room at most
LEAST_OVER = 2.0  # a minute late is seen, too
MINUTE = 60

RUNNING = frozenset({Kind.COUNTED, Kind.LEFT})
SHUT = frozenset({Kind.CLOSED, Kind.HOLIDAY})


@dataclass(frozen=True, slots=True)
class Scale:
    """`total` working seconds before due; widths of one running and one waiting second, and of one gap."""

    total: int
    running: float
    waiting: float
    gap: float

    @classmethod
    def of(cls, before_due: Sequence[Step]) -> "Scale":
        total = sum(step.seconds for step in before_due if step.kind in RUNNING)
        waits = sum(step.seconds for step in before_due if step.kind is Kind.PAUSED)
        gaps = sum(step.kind in SHUT for step in before_due)
        gap = min(GAP, GAPS / gaps) if 0 < gaps <= MANY_GAPS else 0.0
        room = DUE - gap * gaps
        share = min(waits / (total + waits), WAITS if total else 1.0) if waits else 0.0
        return cls(
            total=total,
            running=room * (1 - share) / total if total else 0.0,
            waiting=room * share / waits if waits else 0.0,
            gap=gap,
        )

    def width(self, step: Step) -> float:
        if step.kind in SHUT:
            return self.gap
        return step.seconds * (self.waiting if step.kind is Kind.PAUSED else self.running)

    def reach(self, before_due: Iterable[Step], instant: datetime) -> float:
        """Return where a moment before due stands."""
        return min(sum(self.width(step) * _passed(step, instant) for step in before_due), DUE)

    def over(self, late: float) -> float:
        """Return the width of so many seconds late: it grows ever slower and never leaves the line."""
        share = late / max(self.total, MINUTE)
        return LEAST_OVER + (100 - DUE - LEAST_OVER) * share / (share + 0.5)


def _passed(step: Step, instant: datetime) -> float:
    """Return how much of a step has passed, from 0 to 1."""
    if instant >= step.end:
        return 1.0
    return (instant - step.start) / (step.end - step.start) if instant > step.start else 0.0
