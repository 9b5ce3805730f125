"""Promises explained: each with its verdict in words, and a due time interval by interval with where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.queries.clocks import agreed_on, clock_of, waiting
from steadfast.apps.commitments.queries.shown import Shown, one, steps_until
from steadfast.domain.commitment import durations
from steadfast.domain.commitment.stamp import Agreed, Waiting
from steadfast.domain.commitment.terms import BY_WORD
from steadfast.domain.language import say
from steadfast.domain.working_time import Clock, Kind, Step
from steadfast.foundation import moments


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise in a list: its name, the words of its verdict, and what a breach has to say for itself."""

    row: Commitment
    name: str
    words: str
    breach: str

    @property
    def can_be_ticked(self) -> bool:
        """Whether somebody has to say that it was kept, because no reply and no resolution says so."""
        terms = self.row.terms
        return self.row.closed_at is None and terms is not None and terms.body["stops"] in BY_WORD


@dataclass(frozen=True, slots=True)
class Deadline:
    """One promise explained: the steps of its clock and the sum under them. `words`: its verdict once it is closed."""

    shown: Shown
    name: str
    words: str
    steps: list[Step]
    total: str


def explained(
    rows: Sequence[Commitment], waits: Sequence[Wait], *, chosen: str = "", now: datetime, zone: str
) -> Deadline | None:
    """Return the promise that the reader chose by its key, else ours that falls due first, or None."""
    ours = [row for row in rows if row.direction == "ours" and row.closed_at is None]
    row = next((row for row in rows if str(row.pk) == chosen), None)
    row = row or min(ours, key=lambda row: (row.due_at, row.pk), default=None)
    return None if row is None else deadline(row, waits, now=now, zone=zone)


def deadline(row: Commitment, waits: Sequence[Wait], *, now: datetime, zone: str) -> Deadline:
    """Return one promise explained; a moved one from the yes on, which costs a query."""
    values, reader = [waiting(wait) for wait in waits], ZoneInfo(zone)
    agreed = agreed_on([row.pk]).get(row.pk) if row.moves else None
    words = _told(row, values, now, reader).words if row.closed_at else ""
    steps = _steps(row, clock_of(row, values, agreed), row.closed_at or now)
    drawn = one(row, values, now=now, zone=reader, agreed=agreed)
    return Deadline(drawn, row.called, words, steps, _total(row, agreed, now, reader))


def told(rows: Sequence[Commitment], waits: Sequence[Wait], *, now: datetime, zone: str) -> list[Promise]:
    """Return all promises with their verdicts in words."""
    values, reader = [waiting(wait) for wait in waits], moments.zone_of(zone)
    return [_told(row, values, now, reader) for row in rows]


def _told(row: Commitment, waits: list[Waiting], now: datetime, zone: tzinfo) -> Promise:
    if row.closed_as == "withdrawn":
        return Promise(row, row.called, say("withdrawn"), "")
    if row.closed_as in ("released", "void"):
        return Promise(row, row.called, say(row.closed_as), "")
    if row.done_at is None:
        if now > row.due_at:
            return Promise(row, row.called, say("%(time)s late", time=_late(row, now)), "")
        return Promise(row, row.called, say("due %(time)s", time=moments.due(row.due_at, now, zone)), "")
    if row.done_at > row.due_at:
        return Promise(row, row.called, say("%(time)s late", time=_late(row, row.done_at)), _breach(row, now, zone))
    took = durations.working(clock_of(row, waits).worked(row.done_at))
    return Promise(row, row.called, say("kept, %(time)s", time=took), "")


def _late(row: Commitment, at: datetime) -> str:
    """Return by how much, in open hours of its own calendar; at least "under a minute"."""
    hours = clock_of(row, []).hours
    worked = hours.worked(row.due_at, at)
    return durations.working(worked) if worked >= durations.MINUTE else say("under 1 min")


def _breach(row: Commitment, now: datetime, zone: tzinfo) -> str:
    assert row.done_at is not None
    due, done = moments.when(row.due_at, now, zone), moments.when(row.done_at, now, zone)
    return say("Due %(due)s, done %(done)s: %(time)s late.", due=due, done=done, time=_late(row, row.done_at))


def _steps(row: Commitment, clock: Clock, end: datetime) -> list[Step]:
    """Return the steps to the due time, and what is over until `end`; a promise that was kept has none left."""
    steps = steps_until(clock, row, end)
    if end > row.due_at:
        return [*steps, Step(Kind.OVER, row.due_at, end, clock.hours.worked(row.due_at, end))]
    return [step for step in steps if row.closed_at is None or step.end <= end]


def _total(row: Commitment, agreed: Agreed | None, now: datetime, zone: tzinfo) -> str:
    """Return "8 h from Mon 11:00, agreement Standard §3"; a promise for an instant says when it was given."""
    if agreed is not None:
        at, due = moments.when(agreed.at, now, zone), moments.when(agreed.due_at, now, zone)
        return say("agreed %(at)s for %(due)s", at=at, due=due)
    since = moments.when(row.promised_at, now, zone)
    if row.terms is None or row.terms.target_s is None:
        return say("promised %(since)s", since=since)
    target, version = durations.working(row.terms.target_s), row.terms.agreement_version
    if not version:
        return say("%(target)s from %(since)s", target=target, since=since)
    source = f"{version.agreement} {row.terms.body['clause']}".rstrip()
    return say("%(target)s from %(since)s, agreement %(agreement)s", target=target, since=since, agreement=source)
