"""Learn from the past: count the promises of the practice by the age at which they were fulfilled, and test it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from steadfast.apps.watch.models import Lesson, PastCount
from steadfast.apps.watch.queries.past import fulfilled
from steadfast.domain.forecast import BINS, backtest, place_of
from steadfast.domain.signs import thresholds


def learn(*, now: datetime) -> int:
    """Replace what is known of the past; return of how many promises. Nothing slow happens while it is written."""
    past = list(fulfilled())
    rows = [
        PastCount(kind=kind, priority=priority, counts=_counts(found))
        for (kind, priority), found in sorted(backtest.newest(past).items())
    ]
    tested = backtest.backtest(past, least=thresholds.CASES, likely_late=thresholds.LIKELY_LATE)
    with transaction.atomic():
        PastCount.objects.all().delete()
        Lesson.objects.all().delete()
        PastCount.objects.bulk_create(rows)
        Lesson.objects.create(at=now, promises=len(past), backtest=asdict(tested) if tested else None)
    return len(past)


def _counts(past: Iterable[backtest.Past]) -> list[int]:
    counted = Counter(place_of(one.used) for one in past)
    return [counted[place] for place in range(BINS + 1)]
