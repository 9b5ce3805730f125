"""The plan of an import: tickets with their waits and promises, in chunks whose bounds follow from the file alone."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from steadfast.apps.desk.importing.log.history import Span, TicketHistory
from steadfast.apps.desk.importing.log.read import Log
from steadfast.apps.desk.importing.plan.promises import Judge, PlannedPromise, promise_of
from steadfast.domain.commitment.stamp import Waiting

CHUNK = 50  # tickets; some 370 events, so that nobody waits a second for the database even on a busy machine
LOOK_AGAIN = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class PlannedTicket:
    """A ticket with what is derived from its history."""

    history: TicketHistory
    waits: tuple[Waiting, ...]
    judge: Judge | None
    promise: PlannedPromise | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an import of tickets will write. Of `rows` in the file `played` lie before the cut.

    `whole`: a row is a ticket and not an event."""

    tickets: tuple[PlannedTicket, ...]
    rows: int = 0
    played: int = 0
    whole: bool = False

    @property
    def chunks(self) -> int:
        return -(-len(self.tickets) // CHUNK)

    def chunk(self, number: int) -> tuple[PlannedTicket, ...]:
        """Return the tickets of one chunk, numbered from 0."""
        return self.tickets[number * CHUNK : (number + 1) * CHUNK]

    def counts(self, leaving_out: Container[str] = frozenset()) -> dict[str, int]:
        """Return what there is: events are the rows of the source; reopened and waited count tickets.

        Every row that was read is an event, or lies after the cut, or belongs to a ticket that is left out.
        """
        tickets = [ticket for ticket in self.tickets if ticket.history.key not in leaving_out]
        histories = [ticket.history for ticket in tickets]
        events = sum(len(history.rows) for history in histories)
        return {
            "tickets": len(histories),
            "events": events,
            "commitments": sum(ticket.promise is not None for ticket in tickets),
            "reopened": sum(history.reopened > 0 for history in histories),
            "waited": sum(history.waited > 0 for history in histories),
            "reopenings": sum(history.reopened for history in histories),
            "reopenings_differ": sum(_differs(history) for history in histories),
            "waits": sum(history.waited for history in histories),
            "not_closed": sum(history.phase != "closed" for history in histories),
            "no_owner": sum(history.owner is None for history in histories),
            "rows_read": self.rows,
            "rows_after_cut": self.rows - self.played,
            "rows_left_out": self.played - (len(histories) if self.whole else events),
            "tickets_left_out": len(self.tickets) - len(tickets),
        }


def plan(log: Log, past: Judge | None, backlog: Judge | None, *, now: datetime) -> Plan:
    """Return the plan of a log. What was closed is judged by `past`; what is still open by `backlog`, or else `past`.

    `now` is only used for waits that last: the source names no expiry, so somebody looks again on the next weekly
    return of the day on which the wait began.
    """
    return Plan(tuple(_planned(log, past, backlog, now)), log.rows, log.played, log.whole)


def _planned(log: Log, past: Judge | None, backlog: Judge | None, now: datetime) -> Iterator[PlannedTicket]:
    for history in log.tickets:
        yield planned(history, past if history.phase == "closed" else backlog or past, now)


def planned(
    history: TicketHistory, judge: Judge | None, now: datetime, waits: tuple[Waiting, ...] | None = None
) -> PlannedTicket:
    """Return what follows from one history under an agreement; `waits` only where they are known better."""
    if waits is None:
        waits = tuple(_waiting(span, now) for span in history.waits)
    return PlannedTicket(history, waits, judge, promise_of(history, waits, judge) if judge else None)


def _waiting(span: Span, now: datetime) -> Waiting:
    if span.until is not None:
        return Waiting(span.reason, span.since, span.until, span.until)
    weeks = max(0, (now - span.since) // LOOK_AGAIN) + 1
    return Waiting(span.reason, span.since, None, span.since + weeks * LOOK_AGAIN)


def _differs(history: TicketHistory) -> bool:
    return history.source_reopened is not None and history.source_reopened != history.reopened
