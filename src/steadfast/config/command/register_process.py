"""The process that measures the register: `steadfast.config.command.register_process COMMITMENTS REPEATS`.

Which folder and database it fills, STEADFAST_DATA and STEADFAST_DATABASE_URL say. It prints one JSON document.
"""

import json
import sys
import time
from datetime import timedelta
from typing import Any

from steadfast.config.command import practice
from steadfast.config.command.seeded import settle_down

COPIED = 50_000  # so many are made one by one, and the rest are copies of them
BEFORE = timedelta(days=6 * 365)


def main(count: int, repeats: int) -> dict[str, Any]:
    """Fill the practice and measure its pages."""
    practice.make(demo=False)
    from django.conf import settings

    from steadfast.apps.commitments.models import Commitment
    from steadfast.config.bench import measuring, operations, register_pages
    from steadfast.config.bench import pages as desk_pages
    from steadfast.config.bench.operations import bare, copying, leading, register
    from steadfast.foundation import clock

    begin, now = time.perf_counter(), clock.now().replace(microsecond=0)
    people = operations.move_in(now=now - BEFORE)
    with bare.without_indexes(Commitment):
        first = min(count, COPIED)
        register.fill(first, people, now=now)
        leading.lead(people)
        if count // first > 1:
            copying.multiply(count // first)
    settle_down()
    seconds = time.perf_counter() - begin
    browser = desk_pages.signed_in(people.account, settings.AUTHENTICATION_BACKENDS[0])
    speed, costs = [], []
    for page in register_pages.pages(people, browser, now):
        speed.append(measuring.yardstick())
        costs.append(measuring.measure(page, browser, repeats))
    loop = {"best_ms": round(min(speed), 2), "median_ms": round(sorted(speed)[len(speed) // 2], 2)}
    is_open = Commitment.objects.filter(closed_at=None).count()
    return {
        "tickets": Commitment.objects.count(),
        "open": is_open,
        "seed_s": round(seconds, 1),
        "yardstick": loop,
        "pages": costs,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
