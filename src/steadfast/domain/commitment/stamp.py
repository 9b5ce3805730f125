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
    """What is written on the row: when it falls due and warns, and when it would fall due had no wait paused it."""

    due_at: datetime
    warn_at: datetime
    felt_due_at: datetime


def pauses(terms: Terms, waits: Iterable[Waiting], closed_at: datetime | None = None) -> tuple[Pause, ...]:
    """Return the pauses of a clock: the waits that its terms name, cut where the commitment was closed."""
    found = []
    for wait in waits:
        end = wait.end if closed_at is None else min(wait.end, closed_at)
        if wait.reason in terms.pauses_on and wait.since < end:
            found.append(Pause(wait.since, end, wait.words or wait.reason))
    return tuple(found)


def pausing(terms: Terms, waits: Iterable[Waiting], agreed: "Agreed | None" = None) -> datetime | None:
    """Return since when an open clock rests, because a wait runs that its terms name; None while it runs."""
    named = (wait for wait in waits if wait.until is None and wait.reason in terms.pauses_on)
    return next((wait.since for wait in named if agreed is None or wait.since >= agreed.at), None)


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
    felt = hours.due(promised_at, found.target) if found.pauses else due
    return Stamp(due, found.warn(basis_points(terms.warn_bp)) or due, felt)


def stamp_promise(terms: Terms, hours: Hours, promised_at: datetime, due_at: datetime) -> Stamp:
    """Return the stamp of a promise for a fixed instant: it warns when that share of its open hours has passed."""
    open_s = hours.worked(promised_at, due_at)
    return Stamp(due_at, min(due_at, hours.due(promised_at, -(-open_s * terms.warn_bp // 10_000))), due_at)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A move: the creditor said yes at `at` to the date `due_at`."""

    at: datetime
    due_at: datetime


def clock_after(
    agreed: Agreed, terms: Terms, hours: Hours, waits: Iterable[Waiting] = (), closed_at: datetime | None = None
) -> Clock:
    """Return the clock of a moved commitment: from the yes on, with the open hours until the new date as its target.

    Waits that began before the yes were known to whoever said it, so only later ones pause it.
    """
    later = [wait for wait in waits if wait.since >= agreed.at]
    return Clock(hours, hours.worked(agreed.at, agreed.due_at), agreed.at, pauses(terms, later, closed_at), closed_at)


def stamp_after(
    agreed: Agreed, terms: Terms, hours: Hours, waits: Iterable[Waiting] = (), closed_at: datetime | None = None
) -> Stamp:
    """Return the stamp of a moved commitment: exactly the agreed date unless a later wait pauses its clock."""
    plain = stamp_promise(terms, hours, agreed.at, agreed.due_at)
    found = clock_after(agreed, terms, hours, waits, closed_at)
    due = found.due
    if not found.pauses or due is None or due <= agreed.due_at:
        return plain
    return Stamp(due, max(plain.warn_at, found.warn(basis_points(terms.warn_bp)) or due), agreed.due_at)
