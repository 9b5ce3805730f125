"""The facts behind a difference: what was promised on a ticket, when it was done, and what each row of the log says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries import clock_of, settled, waits_by_subject
from steadfast.apps.desk.models import Ticket
from steadfast.apps.reporting.queries.migration.compared import RESOLUTION
from steadfast.domain.commitment.stamp import Waiting
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.working_time import Hours
from steadfast.foundation.models import Event


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of the log: its line in the file, when it was written, and the fields that it changed."""

    line: int
    at: datetime
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Promise:
    """What we promised on the ticket by our reading. worked_s: open seconds until it was done, less the pauses."""

    row: Commitment
    terms: Terms
    hours: Hours
    worked_s: int | None


@dataclass(frozen=True, slots=True)
class Facts:
    """A ticket with its promise and its rows in the order of the file."""

    ticket: Ticket
    promise: Promise | None
    rows: tuple[SourceRow, ...]


def facts_of(tickets: Sequence[Ticket]) -> list[Facts]:
    """Return the facts of some tickets in three queries, whatever their number."""
    keys = [ticket.pk for ticket in tickets]
    waits, rows = waits_by_subject(keys), _rows(keys)
    promises = {row.subject_id: row for row in Commitment.objects.filter(subject_id__in=keys, kind=RESOLUTION)}
    settled.learn(row.terms_id for row in promises.values())
    return [
        Facts(ticket, _promise(promises.get(ticket.pk), waits.get(ticket.pk, [])), tuple(rows.get(ticket.pk, ())))
        for ticket in tickets
    ]


def _promise(row: Commitment | None, waits: list[Waiting]) -> Promise | None:
    if row is None or row.terms_id is None:
        return None
    found = settled.settled(row.terms_id)
    worked = None if row.done_at is None else clock_of(row, waits).worked(row.done_at)
    return Promise(row, found.terms, found.hours, worked)


def _rows(keys: Sequence[int]) -> dict[int, list[SourceRow]]:
    found: dict[int, list[SourceRow]] = {}
    events = Event.objects.filter(subject_id__in=keys, kind="ticket.source_row").select_related("text")
    for event in events.order_by("subject_id", "id"):
        if event.subject_id is not None:
            found.setdefault(event.subject_id, []).append(SourceRow(event.data.get("row", 0), event.at, event.data))
    return found
