"""The verdict: a judgement derived from facts alone. The database states the same rule in a generated column."""

from datetime import datetime
from enum import StrEnum

from steadfast.domain.language import known


class Verdict(StrEnum):
    """What became of a commitment."""

    OPEN = known("open")
    KEPT = known("kept")
    KEPT_LATE = known("kept late")
    BROKEN = known("broken")
    RELEASED = known("released")
    VOID = known("void")


def verdict(*, due_at: datetime, done_at: datetime | None, closed_as: str | None) -> Verdict:
    """Return the verdict. Done at exactly the due time is kept; withdrawn is broken whenever it was withdrawn."""
    if closed_as == known("void"):
        return Verdict.VOID
    if closed_as == known("released"):
        return Verdict.RELEASED
    if closed_as == "withdrawn":
        return Verdict.BROKEN
    if done_at is None:
        return Verdict.OPEN
    return Verdict.KEPT if done_at <= due_at else Verdict.KEPT_LATE
