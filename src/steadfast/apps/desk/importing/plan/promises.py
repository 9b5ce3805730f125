"""What was promised on a ticket under an agreement, judged after the fact: due times, and when it was done.

The priority in force when the clock ended decides; every priority before it left a due time of its own, which is kept
as a restamp. A priority without a target promises nothing, so such a ticket has no commitment at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.desk.importing.log.history import Change, TicketHistory
from steadfast.domain.commitment.clauses import Clauses
from steadfast.domain.commitment.stamp import Stamp, Waiting, stamp
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.working_time import Hours

KIND = "resolution"


@dataclass(frozen=True, slots=True)
class Judge:
    """An agreement as the plan sees it: its clauses and the hours of its calendar. `name` tells several apart."""

    name: str
    clauses: Clauses
    hours: Hours


@dataclass(frozen=True, slots=True)
class Stamped:
    """A due time that held from `at` on: under which terms, and why it was written."""

    at: datetime
    terms: Terms
    stamp: Stamp
    reason: str


@dataclass(frozen=True, slots=True)
class PlannedPromise:
    """One commitment: its due times in order (the first was promised), and when it was done, if it was."""

    judge: Judge
    priority: str
    stamps: tuple[Stamped, ...]
    done_at: datetime | None
    waiting_since: datetime | None

    @property
    def judge_kind(self) -> str:
        return KIND

    @property
    def last(self) -> Stamped:
        return self.stamps[-1]


def promise_of(ticket: TicketHistory, waits: tuple[Waiting, ...], judge: Judge) -> PlannedPromise | None:
    """Return the resolution that was promised on a ticket, or None where its priority has no target."""
    clause = judge.clauses.kinds.get(KIND)
    if clause is None:
        return None
    done = ticket.first_closed_at if clause.stops == "closed" else ticket.resolved_at
    in_force = [change for change in ticket.priorities if done is None or change.at <= done]
    priority = in_force[-1].value
    if priority not in clause.targets:
        return None
    stamps = [*_by_priority(ticket, in_force, judge)]
    final = stamp(stamps[-1].terms, judge.hours, ticket.opened_at, waits, done)
    if final != stamps[-1].stamp:
        since = max(wait.since for wait in waits if wait.reason in clause.pauses_on)
        stamps.append(Stamped(max(since, stamps[-1].at), stamps[-1].terms, final, "wait"))
    lasting = ticket.waits[-1] if ticket.waits and done is None else None
    paused = lasting and lasting.until is None and lasting.reason in clause.pauses_on
    return PlannedPromise(judge, priority, tuple(stamps), done, lasting.since if lasting and paused else None)


def _by_priority(ticket: TicketHistory, changes: list[Change], judge: Judge) -> Iterator[Stamped]:
    """Yield the due time under each priority that had a target, without waits."""
    before: Terms | None = None
    for change in changes:
        terms = judge.clauses.terms(KIND, change.value)
        if terms is None or terms == before:
            continue
        reason = "promised" if before is None else "priority"
        yield Stamped(change.at, terms, stamp(terms, judge.hours, ticket.opened_at), reason)
        before = terms
