"""The process that measures frozen figures: `steadfast.config.command.figures_process COMMITMENTS REPEATS`.

Which folder and database it fills, STEADFAST_DATA and STEADFAST_DATABASE_URL say. It prints one JSON document.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from steadfast.config.command import practice
from steadfast.config.command.seeded import settle_down

BEFORE = timedelta(days=6 * 365)


def main(count: int, repeats: int) -> dict[str, Any]:
    """Fill the practice, state its months, count them anew, and read them."""
    practice.make(demo=False)
    from steadfast.config.bench import measuring, operations
    from steadfast.config.bench.operations import register
    from steadfast.foundation import clock

    begin, now = time.perf_counter(), clock.now().replace(microsecond=0)
    people = operations.move_in(now=now - BEFORE)
    register.fill(count, people, now=now)
    settle_down()
    seed_s = round(time.perf_counter() - begin, 1)
    from steadfast.apps.reporting.models import MonthFigure
    from steadfast.apps.reporting.operations.stating import state
    from steadfast.apps.reporting.queries import closed_months

    def once(month: Any) -> None:
        state(month, now=now)

    months = closed_months.closed(now=now)
    built, again = _each(once, months, measuring.cpu), _each(once, months, measuring.cpu)
    settle_down()
    report = {"rows": count, "seed_s": seed_s, "months": len(months), "postings": MonthFigure.objects.count()}
    return {**report, "built": built, "again": again, "reads": reads(people, repeats, now)}


def _each(work: Callable[[Any], None], items: Iterable[Any], cpu: Callable[[], float]) -> dict[str, float]:
    """Do some work on each item; return seconds on the wall, of CPU, and of the longest one on the wall."""
    took, began = [], cpu()
    for item in items:
        start = time.perf_counter()
        work(item)
        took.append(time.perf_counter() - start)
    return {"wall_s": round(sum(took), 2), "cpu_s": round(cpu() - began, 2), "longest_s": round(max(took), 3)}


def reads(people: Any, repeats: int, now: Any) -> list[dict[str, Any]]:
    """Return what the figures and the page of the scorecard cost, milliseconds of CPU and statements."""
    from django.conf import settings

    from steadfast.config.bench import measuring, pages

    browser = pages.signed_in(people.account, settings.AUTHENTICATION_BACKENDS[0])
    groups = ("month", "priority", "client", "team", "kind")
    asked = [measuring.Page(group, [measuring.Ask(f"/scorecard/?group={group}")]) for group in groups]
    return [measuring.measure(page, browser, repeats) for page in asked]


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
