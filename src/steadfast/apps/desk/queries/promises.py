"""The promises on a ticket: each with its verdict in words, and why the nearest due time is what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.queries import Shown, clock_of
from steadfast.apps.commitments.queries.clocks import waiting
from steadfast.apps.commitments.queries.shown import one, steps_until
from steadfast.domain.commitment import durations
from steadfast.domain.commitment.stamp import Waiting
from steadfast.domain.working_time import Kind, Step
from steadfast.foundation import moments
from steadfast.foundation.actor import Actor

NAMED = ("promise", "answer")  # kinds that are told by their own words


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
        return self.row.closed_at is None and terms is not None and bool(terms.body["stops"] == "done")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One promise explained: the steps of its clock and the sum under them. `words`: its verdict once it is closed."""

    shown: Shown
    name: str
    words: str
    steps: list[Step]
    total: str


def rows_of(subject_id: int, actor: Actor) -> list[Commitment]:
    """Return the commitments on a ticket that the reader may see, with their terms, in the order of promising."""
    rows = commitments.visible_to(actor).filter(subject_id=subject_id).order_by("promised_at", "id")
    return list(rows.select_related("subject", "terms__agreement_version__agreement", "owner"))


def waits_of(subject_id: int) -> list[Wait]:
    return list(Wait.objects.filter(subject_id=subject_id).select_related("on_person").order_by("since", "id"))


def explained(
    rows: Sequence[Commitment], waits: Sequence[Wait], *, chosen: str = "", now: datetime, zone: str
) -> Deadline | None:
    """Return the promise that the reader chose by its key, else ours that falls due first, or None."""
    ours = [row for row in rows if row.direction == "ours" and row.closed_at is None]
    row = next((row for row in rows if str(row.pk) == chosen), None)
    row = row or min(ours, key=lambda row: (row.due_at, row.pk), default=None)
    if row is None:
        return None
    values, reader = [waiting(wait) for wait in waits], ZoneInfo(zone)
    words = _told(row, values, now, reader).words if row.closed_at else ""
    end = row.closed_at or now
    return Deadline(
        one(row, values, now=now, zone=reader), name(row), words, _steps(row, values, end), _total(row, now, reader)
    )


def told(rows: Sequence[Commitment], waits: Sequence[Wait], *, now: datetime, zone: str) -> list[Promise]:
    """Return all promises with their verdicts in words."""
    values, reader = [waiting(wait) for wait in waits], moments.zone_of(zone)
    return [_told(row, values, now, reader) for row in rows]


def name(row: Commitment) -> str:
    """Return what a promise is called on its own ticket."""
    return row.what if row.kind in NAMED else row.kind.capitalize()


def _told(row: Commitment, waits: list[Waiting], now: datetime, zone: tzinfo) -> Promise:
    if row.closed_as == "withdrawn":
        return Promise(row, name(row), "withdrawn", "")
    if row.closed_as in ("released", "void"):
        return Promise(row, name(row), row.closed_as, "")
    if row.done_at is None:
        late = f"{_late(row, now)} late" if now > row.due_at else f"due {moments.due(row.due_at, now, zone)}"
        return Promise(row, name(row), late, "")
    if row.done_at > row.due_at:
        return Promise(row, name(row), f"{_late(row, row.done_at)} late", _breach(row, now, zone))
    took = durations.working(clock_of(row, waits).worked(row.done_at))
    return Promise(row, name(row), f"kept, {took}", "")


def _late(row: Commitment, at: datetime) -> str:
    """Return by how much, in open hours of its own calendar; at least "under a minute"."""
    hours = clock_of(row, []).hours
    worked = hours.worked(row.due_at, at)
    return durations.working(worked) if worked >= durations.MINUTE else "under 1 min"


def _breach(row: Commitment, now: datetime, zone: tzinfo) -> str:
    assert row.done_at is not None
    due, done = moments.when(row.due_at, now, zone), moments.when(row.done_at, now, zone)
    return f"Due {due}, done {done}: {_late(row, row.done_at)} late."


def _steps(row: Commitment, waits: list[Waiting], end: datetime) -> list[Step]:
    """Return the steps to the due time, and what is over until `end`; a promise that was kept has none left."""
    clock = clock_of(row, waits)
    steps = steps_until(clock, row, end)
    if end > row.due_at:
        return [*steps, Step(Kind.OVER, row.due_at, end, clock.hours.worked(row.due_at, end))]
    return [step for step in steps if row.closed_at is None or step.end <= end]


def _total(row: Commitment, now: datetime, zone: tzinfo) -> str:
    """Return "8 h from Mon 11:00, agreement Standard §3"; a promise for an instant says when it was given."""
    since = moments.when(row.promised_at, now, zone)
    if row.terms is None or row.terms.target_s is None:
        return f"promised {since}"
    words = f"{durations.working(row.terms.target_s)} from {since}"
    version = row.terms.agreement_version
    return f"{words}, agreement {version.agreement} {row.terms.body['clause']}".rstrip() if version else words
