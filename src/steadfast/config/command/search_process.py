"""The process that measures search: `steadfast.config.command.search_process TICKETS REPEATS`.

Which folder and database it fills, STEADFAST_DATA and STEADFAST_DATABASE_URL say. It prints one JSON document.
"""

import json
import sys
from statistics import median
from typing import Any

from steadfast.config.command import practice, seeded


def main(count: int, repeats: int) -> dict[str, Any]:
    """Fill the practice, its index included, and measure questions."""
    practice.make(demo=False)
    from django.conf import settings

    from steadfast.config.bench import measuring, search_pages
    from steadfast.config.bench import pages as desk_pages
    from steadfast.foundation.search import keeping

    people, seeds = seeded.practice_of(count)
    browser = desk_pages.signed_in(people.account, settings.AUTHENTICATION_BACKENDS[0])
    speed, costs = [], []
    for page in search_pages.pages(people):
        speed.append(measuring.yardstick())
        costs.append(measuring.measure(page, browser, repeats))
    return {
        "tickets": count,
        **seeds,
        "index_mb": keeping.megabytes(),
        "yardstick": {"best_ms": round(min(speed), 2), "median_ms": round(median(speed), 2)},
        "pages": costs,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
