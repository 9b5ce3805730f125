"""The phases of a ticket: folded from the states of its rows, and what follows from them.

A row outside {resolved, closed} after one inside is a reopening; in the order of the file this count equals the
source's own for every incident of the UCI log. An unknown state leaves the phase as it was.
"""

from dataclasses import dataclass, field
from datetime import datetime

from steadfast.apps.desk.importing.log.history import Span
from steadfast.apps.imports.mapping import Standing

DONE = frozenset(("resolved", "closed"))
NEW = Standing("new")


@dataclass(slots=True)
class Phases:
    """The running fold; `standing` is the phase now."""

    standing: Standing = NEW
    since: datetime | None = None
    waits: list[Span] = field(default_factory=list)
    reopened: int = 0
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    first_closed_at: datetime | None = None

    def enter(self, standing: Standing, at: datetime) -> None:
        """Take the state of one row. `at` must not run backwards."""
        if standing.phase == "unknown" or standing == self.standing:
            return
        self._leave(standing, at)
        if standing.phase in DONE and self.resolved_at is None:
            self.resolved_at = at
        if standing.phase == "closed":
            self.closed_at = at
            self.first_closed_at = self.first_closed_at or at
        self.standing, self.since = standing, at

    def _leave(self, standing: Standing, at: datetime) -> None:
        if self.standing.phase == "waiting" and self.since is not None:
            self.waits.append(Span(self.standing.reason, self.since, at))
        if self.standing.phase in DONE and standing.phase not in DONE:
            self.reopened += 1
            if self.resolved_at is not None:
                self.waits.append(Span("resolved", self.resolved_at, at))
            self.resolved_at = self.closed_at = None

    def spans(self) -> tuple[Span, ...]:
        """Return all waits, the one that lasts among them."""
        lasting = self.standing.phase == "waiting" and self.since is not None
        last = [Span(self.standing.reason, self.since, None)] if lasting and self.since else []
        return tuple(self.waits + last)
