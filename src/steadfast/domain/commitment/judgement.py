"""Judge a ticket's history under any agreement: the same facts, other terms. Nothing of it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from steadfast.domain.commitment.clauses import Clauses
from steadfast.domain.commitment.numbers import Fact
from steadfast.domain.commitment.stamp import Waiting, stamp
from steadfast.domain.commitment.verdict import verdict
from steadfast.domain.working_time import Hours


@dataclass(frozen=True, slots=True)
class History:
    """The facts of one ticket. A closing is the first one: what is reopened after it is not un-judged.

    A resolving is the last one, as for the register, in which a reopened promise runs on.
    """

    priority: str
    opened_at: datetime
    replied_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    waits: tuple[Waiting, ...] = ()

    def end(self, stops: str) -> datetime | None:
        """Return when a clock that stops at this event ended; resolving before any reply ends the response as well."""
        if stops == "replied":
            ends = (self.replied_at, self.resolved_at, self.closed_at)
            return min((at for at in ends if at is not None), default=None)
        return self.resolved_at if stops == "resolved" else self.closed_at


def judge(history: History, clauses: Clauses, kind: str, hours: Hours) -> Fact | None:
    """Return how a promise of this kind would be judged, or None where the agreement promises nothing.

    None also for what starts with a reply or a question: it comes again and again, and a history keeps the first only.
    """
    terms = clauses.terms(kind, history.priority)
    if terms is None or terms.starts != "opened":
        return None
    done = history.end(terms.stops)
    stamped = stamp(terms, hours, history.opened_at, history.waits, done)
    said = verdict(due_at=stamped.due_at, done_at=done, closed_as="fulfilled" if done else None)
    return Fact(stamped.due_at, said, is_felt_kept=done is not None and done <= stamped.felt_due_at)


def as_felt(clauses: Clauses) -> Clauses:
    """Return the same targets as the client feels them: from opening to resolving, waits included."""
    felt: Mapping[str, str] = {"closed": "resolved"}
    kinds = {
        kind: replace(clause, stops=felt.get(clause.stops, clause.stops), pauses_on=())
        for kind, clause in clauses.kinds.items()
    }
    return replace(clauses, kinds=kinds)
