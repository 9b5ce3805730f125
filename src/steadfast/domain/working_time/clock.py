"""Clock: one promise against working time. A fold over facts (start, pauses, end), never a running total.

At exactly the due instant a promise is still kept; breached wins over paused.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil

from steadfast.domain.working_time.counting import due_around, worked_around
from steadfast.domain.working_time.errors import CalendarError
from steadfast.domain.working_time.explain import Step, steps
from steadfast.domain.working_time.hours import Hours
from steadfast.domain.working_time.instants import to_duration, to_instant, to_seconds
from steadfast.domain.working_time.pauses import Pause, Stretch

type Share = Fraction | Decimal | float | int


class State(StrEnum):
    """What a clock says at an instant."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"


@dataclass(frozen=True)
class Clock:
    """`target` working seconds on `hours` from `since`, still during `pauses`, ended at `until` (None: running)."""

    hours: Hours
    target: int
    since: datetime
    pauses: tuple[Pause, ...] = ()
    until: datetime | None = None

    def __post_init__(self) -> None:
        to_duration(self.target, "target")

    @cached_property
    def due(self) -> datetime | None:
        """When the target is used up; None while an open-ended pause stops the clock for ever."""
        return self._reached(self.target)

    def warn(self, share: Share) -> datetime | None:
        """When `share` of the target (Fraction(3, 4), 0.75 or basis_points(7500)) is used, rounded up to a second."""
        part = exact(share)
        if part < 0:
            raise CalendarError("negative-duration", "warn", f"a share of {share} lies before the start")
        return self._reached(ceil(self.target * part))

    def worked(self, now: datetime) -> int:
        """Working seconds counted by `now`, or by the end of the clock when that was earlier."""
        return worked_around(self.hours, to_seconds(self.since), to_seconds(self.stopped(now)), self._stretches)

    def left(self, now: datetime) -> int:
        """Seconds of the target not used yet; below zero once the target is exceeded."""
        return self.target - self.worked(now)

    def state(self, now: datetime) -> State:
        """met or breached once ended, before that breached, paused or running."""
        if self.due is not None and to_seconds(self.stopped(now)) > to_seconds(self.due):
            return State.BREACHED
        if self.ended(now):
            return State.MET
        return State.PAUSED if self.paused_by(now) else State.RUNNING

    def ended(self, now: datetime) -> bool:
        """Whether the clock has come to its end by `now`."""
        return self.until is not None and self.until <= now

    def stopped(self, now: datetime) -> datetime:
        """The last instant that can have counted: the end of the clock or `now`, whichever is earlier."""
        return now if self.until is None else min(self.until, now)

    def paused_by(self, now: datetime) -> Pause | None:
        """The pause in force at `now`, if any."""
        holding = (pause for pause in self.pauses if pause.start <= now and (pause.end is None or now < pause.end))
        return next(holding, None)

    def explain(self, now: datetime) -> tuple[Step, ...]:
        """What happened to every stretch of time from the start to the due time, or to the end where that is later."""
        stop = to_seconds(self.stopped(now))
        due = None if self.due is None else to_seconds(self.due)
        return steps(self.hours, to_seconds(self.since), stop, due, self.pauses)

    @cached_property
    def _stretches(self) -> tuple[Stretch, ...]:
        return tuple((to_seconds(p.start), None if p.end is None else to_seconds(p.end)) for p in self.pauses)

    def _reached(self, seconds: int) -> datetime | None:
        found = due_around(self.hours, to_seconds(self.since), seconds, self._stretches)
        return None if found is None else to_instant(found)


def basis_points(points: int) -> Fraction:
    """7500 -> three quarters."""
    return Fraction(points, 10_000)


def exact(share: Share) -> Fraction:
    """The share as it was written: 0.1 is one tenth, not the nearest binary number above it."""
    return Fraction(str(share)) if isinstance(share, float) else Fraction(share)
