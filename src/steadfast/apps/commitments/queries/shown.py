"""Commitments as a page shows them: the row with its line, and the open hours that are left or gone beyond due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries.clocks import agreed_on, clock_of, waits_by_subject
from steadfast.apps.commitments.queries.settled import learn
from steadfast.domain.commitment import line
from steadfast.domain.commitment.line import Line
from steadfast.domain.commitment.sentence import sentence
from steadfast.domain.commitment.stamp import Agreed, Waiting
from steadfast.domain.language import say
from steadfast.domain.working_time import Clock, Step
from steadfast.foundation import addresses, subjects


@dataclass(frozen=True, slots=True)
class Shown:
    """One commitment on a page. `left`: working seconds until due, negative once it is late."""

    row: Commitment
    line: Line
    left: int
    waiting: bool

    @property
    def is_late(self) -> bool:
        return self.left < 0

    @property
    def verdict(self) -> str:
        """The verdict in the reader's words; what is open beyond its due time says so."""
        late = self.row.verdict == "open" and self.is_late
        return say("open and late") if late else say(str(self.row.verdict))

    @property
    def tone(self) -> str:
        if self.row.verdict in ("kept late", "broken") or (self.is_late and self.row.verdict == "open"):
            return "late"
        return "kept" if self.row.verdict == "kept" else "open"

    @property
    def sentence(self) -> str:
        client = self.row.client.name if self.row.client else ""
        return sentence(self.row.kind, self.row.what, client, self.row.subject.title)

    @property
    def url(self) -> str:
        return subjects.url_of(self.row.subject)

    @property
    def page(self) -> str:
        """The address of its own page."""
        return addresses.numbered("commitments:show", self.row.pk)


def shown(rows: Sequence[Commitment], *, now: datetime, zone: str) -> list[Shown]:
    """Return rows as a page shows them: one query for the waits of their subjects, one more where some moved."""
    waits = waits_by_subject({row.subject_id for row in rows})
    learn(row.terms_id for row in rows)
    agreed = agreed_on(row.pk for row in rows if row.moves)
    reader = ZoneInfo(zone)
    return [one(row, waits.get(row.subject_id, []), now=now, zone=reader, agreed=agreed.get(row.pk)) for row in rows]


def one(row: Commitment, waits: list[Waiting], *, now: datetime, zone: ZoneInfo, agreed: Agreed | None = None) -> Shown:
    """Return one commitment with its line and what is left of its time; `agreed` is the last move of a moved one."""
    clock, end = clock_of(row, waits, agreed), row.closed_at or now
    over = max(clock.hours.worked(row.due_at, end), 1) if end > row.due_at else 0
    drawn = line.of_clock(clock, due=row.due_at, now=now, zone=zone, done=row.closed_at, over=over)
    return Shown(row, drawn, -over if over else left(clock, row, end), row.waiting_since is not None)


def steps_until(clock: Clock, row: Commitment, end: datetime) -> list[Step]:
    """Return the steps to the due time. What comes after it can be years long and is one step to the reader."""
    return list(clock.explain(min(end, row.due_at)))


def left(clock: Clock, row: Commitment, now: datetime) -> int:
    """Return the open hours until due in seconds. What a pause will still take away does not count."""
    return max(0, clock.left(now)) if row.due_at > now else 0
