"""The process that measures Steadfast at one size on one engine: `steadfast.config.command.desk_process COUNT REPEATS`.

Which folder and database it fills, STEADFAST_DATA and STEADFAST_DATABASE_URL say. It prints one JSON document.
"""

import json
import sys
import time
from datetime import timedelta
from statistics import median
from typing import Any

from steadfast.config.bench import world
from steadfast.config.command import practice

LEAD = timedelta(days=world.DAYS + 30)


def main(count: int, repeats: int) -> dict[str, Any]:
    """Fill the practice and measure its pages."""
    practice.make(demo=False)
    from django.conf import settings

    from steadfast.config.bench import measuring, operations, pages
    from steadfast.foundation import clock

    begin = time.perf_counter()
    until = clock.now().replace(microsecond=0)
    people = operations.move_in(now=until - LEAD)
    operations.bring_in(world.tickets(count, int(until.timestamp())), people, now=until)
    settle_down()
    seconds = time.perf_counter() - begin
    client = pages.signed_in(people.account, settings.AUTHENTICATION_BACKENDS[0])
    asked = pages.pages(people, client, measuring.WARM + repeats)
    costs, speed = [], []
    for page in asked:
        speed += [measuring.yardstick() for _ in range(repeats)]
        costs.append(measuring.measure(page, client, repeats))
    loop = {"best_ms": round(min(speed), 2), "median_ms": round(median(speed), 2)}
    return {"tickets": count, "seed_s": round(seconds, 1), "yardstick": loop, "pages": costs}


def settle_down() -> None:
    """Do at once what PostgreSQL's own sweeper does soon after; SQLite gets nothing that a practice would not get."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
