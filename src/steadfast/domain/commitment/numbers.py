"""The four numbers: kept, broken, open and late, not yet judged, of the promises that fell due.

A promise counts in the month of its due time, never by when it was closed, and not before that time has come: one
that was kept early stands under "not yet judged" until then, or a running month would look better than it is.
Promises released by the creditor before they fell due, and void ones, leave the count and are shown beside it.
Felt kept is a part of kept: done by the due time that it would have had, had no wait paused its clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from steadfast.domain.commitment.verdict import Verdict

FALLEN = {
    Verdict.OPEN: "open_late",
    Verdict.KEPT: "kept",
    Verdict.KEPT_LATE: "kept_late",
    Verdict.BROKEN: "withdrawn",  # what was withdrawn is all that is broken without having been done
}


@dataclass(frozen=True, slots=True)
class Fact:
    """What the count needs to know of one commitment. `is_felt_kept`: done by the due time that no wait put off."""

    due_at: datetime
    verdict: Verdict
    is_felt_kept: bool = False


@dataclass(frozen=True, slots=True)
class FourNumbers:
    """Counts of commitments. broken = kept late + withdrawn; fell due = kept + broken + open and late."""

    kept: int = 0
    kept_late: int = 0
    withdrawn: int = 0
    open_late: int = 0
    not_yet: int = 0
    renegotiated: int = 0
    released: int = 0
    void: int = 0
    felt_kept: int = 0

    @property
    def broken(self) -> int:
        return self.kept_late + self.withdrawn

    @property
    def fell_due(self) -> int:
        return self.kept + self.broken + self.open_late

    @property
    def breaches(self) -> int:
        """What was not kept of all that fell due: broken, and open and late."""
        return self.broken + self.open_late

    @property
    def felt_late(self) -> int:
        """Kept as the agreement says, late as the creditor felt it."""
        return self.kept - self.felt_kept

    @property
    def share_felt(self) -> float | None:
        """As share_kept, as the creditor felt it."""
        return self.felt_kept / self.fell_due if self.fell_due else None

    @property
    def share_kept(self) -> float | None:
        """Kept of all that fell due; None, shown as a dash, when nothing fell due."""
        return self.kept / self.fell_due if self.fell_due else None

    def __add__(self, other: "FourNumbers") -> "FourNumbers":
        names = self.__slots__
        return FourNumbers(**{name: getattr(self, name) + getattr(other, name) for name in names})


def bucket(fact: Fact, now: datetime) -> str:
    """Return the name of the one count that a commitment belongs to at `now`."""
    if fact.verdict in (Verdict.VOID, Verdict.RELEASED):
        return fact.verdict.value
    if fact.due_at >= now:
        return "not_yet"
    return FALLEN[fact.verdict]


def count(facts: Iterable[Fact], now: datetime) -> FourNumbers:
    """Return the numbers of some commitments at `now`. At exactly its due time a promise can still be kept."""
    tally: dict[str, int] = {}
    for fact in facts:
        name = bucket(fact, now)
        tally[name] = tally.get(name, 0) + 1
        if name == "kept" and fact.is_felt_kept:
            tally["felt_kept"] = tally.get("felt_kept", 0) + 1
    return FourNumbers(**tally)
