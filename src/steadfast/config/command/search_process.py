"""The process that measures search: `steadfast.config.command.search_process TICKETS REPEATS`.

Which folder and database it fills, STEADFAST_DATA and STEADFAST_DATABASE_URL say. It prints one JSON document.
"""

import json
import sys
import time
from datetime import timedelta
from statistics import median
from typing import Any

from steadfast.config.command import practice
from steadfast.config.command.desk_process import settle_down

BEFORE = timedelta(days=6 * 365)
AT_ONCE = 20_000  # documents in a transaction, where nobody else waits


def main(count: int, repeats: int) -> dict[str, Any]:
    """Fill the practice, build its index and measure questions."""
    practice.make(demo=False)
    from django.conf import settings

    from steadfast.config.bench import measuring, operations, search_pages
    from steadfast.config.bench import pages as desk_pages
    from steadfast.config.bench.operations import written
    from steadfast.foundation import clock
    from steadfast.foundation.models import Document
    from steadfast.foundation.search import keeping

    begin, now = time.perf_counter(), clock.now().replace(microsecond=0)
    people = operations.move_in(now=now - BEFORE)
    written.write(count, people, now=now)
    seeded = time.perf_counter()
    keeping.catch_up_fully(AT_ONCE)
    built = time.perf_counter()
    keeping.tidy()
    settle_down()
    tidied = time.perf_counter()
    browser = desk_pages.signed_in(people.account, settings.AUTHENTICATION_BACKENDS[0])
    speed, costs = [], []
    for page in search_pages.pages(people):
        speed.append(measuring.yardstick())
        costs.append(measuring.measure(page, browser, repeats))
    return {
        "tickets": count,
        "documents": Document.objects.count(),
        "seed_s": round(seeded - begin, 1),
        "index_s": round(built - seeded, 1),
        "tidy_s": round(tidied - built, 1),
        "index_mb": keeping.megabytes(),
        "yardstick": {"best_ms": round(min(speed), 2), "median_ms": round(median(speed), 2)},
        "pages": costs,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
