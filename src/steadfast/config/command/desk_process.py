"""The process that measures Steadfast at one size on one engine: `steadfast.config.command.desk_process COUNT REPEATS`.

Which folder and database it fills, STEADFAST_DATA and STEADFAST_DATABASE_URL say. It prints one JSON document.
"""

import json
import sys
from statistics import median
from typing import Any

from steadfast.config.command import practice, seeded


def main(count: int, repeats: int) -> dict[str, Any]:
    """Fill the practice and measure its pages."""
    practice.make(demo=False)
    from django.conf import settings

    from steadfast.config.bench import measuring, pages

    people, seeds = seeded.practice_of(count)
    client = pages.signed_in(people.account, settings.AUTHENTICATION_BACKENDS[0])
    costs, speed = [], []
    for page in pages.pages(people, client, measuring.WARM + repeats):
        speed += [measuring.yardstick() for _ in range(repeats)]
        costs.append(measuring.measure(page, client, repeats))
    loop = {"best_ms": round(min(speed), 2), "median_ms": round(median(speed), 2)}
    return {"tickets": count, **seeds, "yardstick": loop, "pages": costs}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
