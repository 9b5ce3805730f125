"""Our verdict beside the source's own, ticket by ticket counted into a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from steadfast.apps.desk.models import Ticket
from steadfast.domain.commitment.numbers import Fact, bucket
from steadfast.domain.language import known

SAYS = {"kept": "kept", "kept_late": "broken", "withdrawn": "broken", "open_late": "broken"}


@dataclass(frozen=True, slots=True)
class Cell:
    """How many tickets of a priority we judge `ours` and the source `kept` or not."""

    priority: str
    ours: str
    source_kept: int
    source_broken: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """Tickets on which both verdicts exist, agree or differ; tickets that were promised nothing are counted apart."""

    agree: int
    differ: int
    table: tuple[Cell, ...]


def compare(tickets: Iterable[tuple[str, str, bool]]) -> Confusion:
    """Return the table of (priority, our verdict: kept, broken or no target, the source's kept)."""
    counts: dict[tuple[str, str], list[int]] = {}
    for priority, ours, kept in tickets:
        counts.setdefault((priority, ours), [0, 0])[0 if kept else 1] += 1
    table = tuple(Cell(priority, ours, *pair) for (priority, ours), pair in sorted(counts.items()))
    agree = sum(cell.source_kept if cell.ours == "kept" else cell.source_broken for cell in table if _judged(cell))
    judged = sum(cell.source_kept + cell.source_broken for cell in table if _judged(cell))
    return Confusion(agree, judged - agree, table)


def of_tickets(ours: Mapping[int, Fact], tickets: QuerySet[Ticket], *, now: datetime) -> Confusion:
    """Return the table of tickets whose source gives a verdict; one that `ours` does not hold was promised nothing.

    Tickets that are not yet judged, by us or by the source, and those that left our count are left out.
    """
    said = {subject: SAYS.get(bucket(fact, now), "") for subject, fact in ours.items()}
    found = tickets.exclude(source_kept=None).order_by().values_list("pk", "priority", "source_kept")
    return compare(
        (priority, said.get(key, known(known("no target"))), bool(kept))
        for key, priority, kept in found
        if said.get(key) != ""
    )


def _judged(cell: Cell) -> bool:
    return cell.ours in ("kept", "broken")
