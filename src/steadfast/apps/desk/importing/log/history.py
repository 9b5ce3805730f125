"""The history of one ticket as its log tells it: frozen facts, nothing judged."""

from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.desk.importing.log.rows import Row

type Value = str | int | bool | datetime | None
type Changes = tuple[tuple[str, Value], ...]
"""Facts by the name of their field, with the value that a row gives them."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of the log: when it was written and what it changed. `at` never runs backwards within a ticket;
    `said_at` is what the row itself says where that differs. `aside` is what it says that is not of this ticket."""

    line: int
    at: datetime
    by: str | None
    changes: Changes
    said_at: datetime | None = None
    aside: Changes = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A wait: its reason, and when it began and ended (None: it lasts)."""

    reason: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """A value that holds from an instant on."""

    at: datetime
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketHistory:
    """One ticket as it stood at the end of what was read.

    first_closed_at, closed_at: the first and the latest entry into "closed"; resolved_at: the latest entry into
    "resolved" or straight into "closed". The latter two are None while the ticket is open again.
    owned_since: when the present owner was first named without a break. priorities[0] holds from the opening.
    waits: also the time between a resolution and the reopening after it, reason "resolved".
    digest: tells its rows from any others. said: those rows, of a ticket that is known already.
    reassigned: how often a row named another team than the row before, or none, or one where there was none.
    """

    key: str
    line: int
    title: str
    client: str
    contact: str | None
    team: str | None
    owner: str | None
    owned_since: datetime | None
    channel: str
    category: str
    impact: int
    urgency: int
    priorities: tuple[Change, ...]
    phase: str
    opened_at: datetime
    first_response_at: datetime | None
    resolved_at: datetime | None
    first_closed_at: datetime | None
    closed_at: datetime | None
    reopened: int
    waits: tuple[Span, ...]
    rows: tuple[SourceRow, ...]
    source_kept: bool | None
    source_reopened: int | None
    reassigned: int
    source_reassigned: int | None
    digest: str
    said: tuple[Row, ...] = ()

    @property
    def priority(self) -> str:
        return self.priorities[-1].value

    @property
    def waited(self) -> int:
        """How many waits for somebody there were."""
        return sum(span.reason != "resolved" for span in self.waits)
