"""A ticket as the rows of its log tell it, folded here a second time and otherwise than the product does."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby, pairwise

DONE = ("resolved", "closed")
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Step:
    """One row: when, the phase that it enters ("" for none), what it waits for, and the priority it states."""

    at: datetime
    phase: str
    reason: str
    priority: str


@dataclass
class Story:
    """One ticket. `steps` in the order of the file, `at` never running backwards."""

    key: str
    opened: datetime
    client: str
    team: str
    first_priority: str
    steps: list[Step] = field(default_factory=list)
    said_kept: bool | None = None

    def runs(self) -> list[tuple[str, str, datetime, datetime | None]]:
        """Return (phase, reason, from, to) of every stretch of one phase and reason."""
        told = [step for step in self.steps if step.phase]
        starts = [next(group) for _, group in groupby(told, key=lambda step: (step.phase, step.reason))]
        ends: list[datetime | None] = [step.at for step in starts[1:]]
        return [(step.phase, step.reason, step.at, end) for step, end in zip(starts, [*ends, None], strict=False)]

    def done_runs(self) -> list[tuple[datetime, datetime | None]]:
        """Return the stretches in which it was resolved or closed."""
        runs = self.runs()
        done = [list(group) for is_done, group in groupby(runs, key=lambda run: run[0] in DONE) if is_done]
        return [(group[0][2], group[-1][3]) for group in done]

    @property
    def resolved(self) -> datetime | None:
        done = self.done_runs()
        return done[-1][0] if done and done[-1][1] is None else None

    @property
    def first_closed(self) -> datetime | None:
        return next((since for phase, _, since, _ in self.runs() if phase == "closed"), None)

    @property
    def priority(self) -> str:
        return self.steps[-1].priority if self.steps else self.first_priority

    def priority_at(self, end: datetime | None) -> str:
        before = [step.priority for step in self.steps if end is None or step.at <= end]
        return before[-1] if before else self.first_priority

    def waits(self, now: datetime) -> list[tuple[str, datetime, datetime]]:
        """Return all waits; one that lasts is taken to end on its next weekly return after `now`."""
        found = [
            (reason, since, until or since + max(1, (now - since) // WEEK + 1) * WEEK)
            for phase, reason, since, until in self.runs()
            if phase == "waiting"
        ]
        return found + [("resolved", since, until) for since, until in self.done_runs() if until is not None]

    def reopened(self) -> int:
        return sum(a[0] in DONE and b[0] not in DONE for a, b in pairwise(self.runs()))
