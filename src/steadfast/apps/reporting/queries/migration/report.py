"""The report of one import: rows read and left out, counters and verdicts beside the source's, each difference told."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports.models import Batch
from steadfast.apps.reporting.queries import confusion
from steadfast.apps.reporting.queries.migration import compared, counter_reasons, verdict_reasons
from steadfast.apps.reporting.queries.migration.compared import Beside
from steadfast.apps.reporting.queries.migration.facts import Facts, facts_of
from steadfast.apps.reporting.queries.migration.reason import Reason
from steadfast.domain.language import known, say
from steadfast.foundation import pages
from steadfast.foundation.actor import Actor

TOLD_AT_ONCE = 200  # differences whose reasons are counted; more than that are read on their pages
TELL: Mapping[str, Callable[[Facts], Reason]] = {
    "verdict": verdict_reasons.of_verdict,
    "reopened": counter_reasons.of_reopened,
    "reassigned": counter_reasons.of_reassigned,
}
SKIPPED = {
    "rows_after_cut": known("later than the day up to which the file was read"),
    "rows_left_out": known("of tickets that an earlier import brought already"),
    "refused": known("that cannot be read"),
    "rows_along_refused": known("of tickets that have such a row"),
}
MADE = {
    "events": known("Steps of their history, one event each"),
    "tickets": known("Tickets"),
    "not_closed": known("Tickets not closed"),
    "no_owner": known("Tickets that name no owner"),
    "commitments": known("Promises made of them"),
    "waits": known("Waits"),
    "reopenings": known("Times reopened"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A ticket on which the source and we differ: what each says, and why."""

    ticket: Ticket
    what: str
    source: str
    ours: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an import. `verdicts` is None where the source gives none; `why` counts reasons of verdicts."""

    batch: Batch
    rows_read: int | None
    skipped: list[tuple[str, int]]
    made: list[tuple[str, int | None]]
    beside: list[Beside]
    verdicts: confusion.Confusion | None
    why: list[tuple[str, int]]

    def differ(self, what: str) -> int:
        """Return on how many tickets the source and we differ in this."""
        return next((one.differ for one in self.beside if one.what == what), 0)

    @property
    def silent(self) -> bool:
        """Whether the source says nothing that could be compared."""
        return not any(one.said for one in self.beside)


def of_batch(batch: Batch, actor: Actor, *, now: datetime) -> Report:
    """Return the report of an import."""
    tickets, counts = compared.tickets_of(batch, actor), batch.counts
    table = compared.verdicts(tickets, now=now)
    judged = Beside("verdict", table.agree, table.differ, tickets.filter(source_kept=None).count())
    return Report(
        batch=batch,
        rows_read=counts.get("rows_read"),
        skipped=[(say(words), counts[name]) for name, words in SKIPPED.items() if counts.get(name)],
        made=[(say(words), counts.get(name)) for name, words in MADE.items()],
        beside=[judged, *compared.counters(tickets)],
        verdicts=table if table.table else None,
        why=_why(tickets, now=now) if 0 < table.differ <= TOLD_AT_ONCE else [],
    )


def differing(batch: Batch, what: str, actor: Actor, *, now: datetime) -> QuerySet[Ticket]:
    """Return the tickets on which the source and we differ, with what a list names of them."""
    tickets = compared.differing(compared.tickets_of(batch, actor), what, now=now)
    return tickets.select_related("subject", "client__party")


def page(
    batch: Batch, what: str, actor: Actor, *, now: datetime, after: str | None, size: int = 50
) -> pages.Page[Ticket]:
    """Return a page of them in the order in which they were brought in."""
    return pages.page(differing(batch, what, actor, now=now), order=("pk",), after=after, size=size)


def told(tickets: Sequence[Ticket], what: str) -> list[Difference]:
    """Return the differences of some tickets in words."""
    return [Difference(f.ticket, what, *_said(f.ticket, what), TELL[what](f)) for f in facts_of(tickets)]


def all_told(batch: Batch, what: str, actor: Actor, *, now: datetime) -> Iterator[Difference]:
    """Yield every difference, page by page."""
    after: str | None = None
    while True:
        found = page(batch, what, actor, now=now, after=after, size=pages.LARGEST)
        yield from told(found.rows, what)
        after = found.next
        if after is None:
            return


def _why(tickets: QuerySet[Ticket], *, now: datetime) -> list[tuple[str, int]]:
    rows: Iterable[Ticket] = compared.differing(tickets, "verdict", now=now)
    return Counter(one.reason.short for one in told(list(rows), "verdict")).most_common()


def _said(ticket: Ticket, what: str) -> tuple[str, str]:
    if what == "verdict":
        return ("kept", "broken") if ticket.source_kept else ("broken", "kept")
    return str(getattr(ticket, f"source_{what}")), str(getattr(ticket, what))
