"""The due time of a commitment under its terms: open hours from the start, less the waits that its terms name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from steadfast.domain.commitment.terms import Terms
from steadfast.domain.working_time import Clock, Hours, Pause, basis_points


@dataclass(frozen=True, slots=True)
class Waiting:
    """A wait as a clock sees it. An open one (until None) is taken to last to its expiry: a due time always exists."""

    reason: str
    since: datetime
    until: datetime | None
    expires_at: datetime
    words: str = ""

    @property
    def end(self) -> datetime:
        return self.until if self.until is not None else max(self.expires_at, self.since)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is written on the row: when it falls due and when it warns."""

    due_at: datetime
    warn_at: datetime


def pauses(terms: Terms, waits: Iterable[Waiting], closed_at: datetime | None = None) -> tuple[Pause, ...]:
    """Return the pauses of a clock: the waits that its terms name, cut where the commitment was closed."""
    found = []
    for wait in waits:
        end = wait.end if closed_at is None else min(wait.end, closed_at)
        if wait.reason in terms.pauses_on and wait.since < end:
            found.append(Pause(wait.since, end, wait.words or wait.reason))
    return tuple(found)


def clock(
    terms: Terms,
    hours: Hours,
    promised_at: datetime,
    waits: Iterable[Waiting] = (),
    closed_at: datetime | None = None,
) -> Clock:
    """Return the clock of a commitment with a target; ValueError when a fixed instant was promised."""
    if terms.target_s is None:
        raise ValueError(f"{terms.kind} was promised for a fixed instant and has no clock")
    return Clock(hours, terms.target_s, promised_at, pauses(terms, waits, closed_at), closed_at)


def stamp(
    terms: Terms,
    hours: Hours,
    promised_at: datetime,
    waits: Iterable[Waiting] = (),
    closed_at: datetime | None = None,
) -> Stamp:
    """Return due and warning time of a commitment with a target."""
    found = clock(terms, hours, promised_at, waits, closed_at)
    due = found.due
    if due is None:
        raise ValueError("an open-ended pause leaves no due time")
    return Stamp(due, found.warn(basis_points(terms.warn_bp)) or due)


def stamp_promise(terms: Terms, hours: Hours, promised_at: datetime, due_at: datetime) -> Stamp:
    """Return the stamp of a promise for a fixed instant: it warns when that share of its open hours has passed."""
    open_s = hours.worked(promised_at, due_at)
    return Stamp(due_at, min(due_at, hours.due(promised_at, -(-open_s * terms.warn_bp // 10_000))))
