"""The end that *Wait …* proposes for the client's answer, and what a wait until then does to our due times.

What the agreement says that they owe us when we ask gives it; else it is the close of the next open day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.queries.clocks import waiting
from steadfast.apps.commitments.queries.settled import Settled, settled
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.answering import calendar_of
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.stamp import Waiting, stamp
from steadfast.domain.working_time.next_day import close_of_next_day

REASON = "client"


@dataclass(frozen=True, slots=True)
class Proposed:
    """`row`: our promise that falls due first of those that a wait puts off, and `due_at` when it then would.

    Where a wait puts none off, `row` is the next of all, and `due_at` is None; without any both are.
    """

    until: datetime
    row: Commitment | None = None
    due_at: datetime | None = None


def proposed(ticket: Ticket, rows: Sequence[Commitment], waits: Sequence[Wait], *, now: datetime) -> Proposed:
    """Return what is proposed on a ticket that waits for nobody; `rows`: what is promised on it, `waits`: its waits."""
    ours = [row for row in rows if row.direction == "ours" and row.closed_at is None and row.terms_id]
    ours.sort(key=lambda row: (row.due_at, row.pk))
    until = _until(ticket, ours, now)
    there = [*map(waiting, waits), Waiting(REASON, now, None, until)]
    for row in ours:
        known = settled(row.terms_id)
        if row.subject_id == ticket.pk and _pauses(row, known):
            return Proposed(until, row, stamp(known.terms, known.hours, row.promised_at, there).due_at)
    return Proposed(until, ours[0] if ours else None)


def _pauses(row: Commitment, known: Settled) -> bool:
    """Tell whether a wait puts it off as far as can be told from its terms alone; a moved one goes by its move."""
    return known.terms.target_s is not None and not row.moves and REASON in known.terms.pauses_on


def _until(ticket: Ticket, ours: Sequence[Commitment], now: datetime) -> datetime:
    hours = settled(ours[0].terms_id).hours if ours else agreements.hours_of(calendar_of(ticket))
    version = next((row.terms.agreement_version for row in ours if row.terms and row.terms.agreement_version), None)
    owed = clauses.read(version.body).terms("answer", ticket.priority) if version else None
    return stamp(owed, hours, now).due_at if owed and owed.target_s else close_of_next_day(hours, now)
