"""What past promises teach: read from the register by night, and given to each look as a function of the age."""

from collections.abc import Callable, Iterator, Mapping

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries.clocks import clock_of, waits_by_subject
from steadfast.apps.commitments.queries.settled import learn
from steadfast.apps.imports import queries as imports
from steadfast.apps.watch.models import Lesson, PastCount
from steadfast.domain.forecast import Chance, History, backtest
from steadfast.domain.signs import thresholds

KINDS = ("first response", "resolution", "next update")
MOST, CHUNK = 40_000, 2_000  # promises learnt from: the newest; a year of a practice of fifty

type Past = Mapping[tuple[str, str], Callable[[float], Chance | None]]


def past() -> Past:
    """Return the chance at an age by kind and priority, as learnt last night; of a kind alone where there are few."""
    rows = list(PastCount.objects.all())
    return {(row.kind, row.priority): _asked(History(row.counts)) for row in rows}


def _asked(history: History) -> Callable[[float], Chance | None]:
    return lambda used: history.chance(used, least=thresholds.CASES)


def lesson() -> Lesson | None:
    """Return what was learnt last."""
    return Lesson.objects.order_by("-at").first()


def fulfilled() -> Iterator[backtest.Past]:
    """Yield our promises that were fulfilled and never moved, the newest MOST, with the share of time they used."""
    rows = Commitment.objects.filter(
        imports.IsShown("batch"), direction="ours", closed_as="fulfilled", kind__in=KINDS, moves=0, terms__isnull=False
    )
    keys = list(rows.order_by("-due_at", "-id").values_list("pk", flat=True)[:MOST])
    for start in range(0, len(keys), CHUNK):
        part = list(Commitment.objects.filter(pk__in=keys[start : start + CHUNK]))
        learn(row.terms_id for row in part)
        waits = waits_by_subject({row.subject_id for row in part})
        for row in part:
            clock = clock_of(row, waits.get(row.subject_id, []))
            if clock.target and row.done_at is not None:
                used = clock.worked(row.done_at) / clock.target
                # The register's verdict is what counts; rounding must not make a late one kept.
                used = max(used, 1.0001) if row.done_at > row.due_at else min(used, 1.0)
                yield backtest.Past(row.kind, row.priority, row.promised_at, row.done_at, used)
