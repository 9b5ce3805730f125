"""The process that measures the peer: `python -m steadfast.config.bench.peer COUNT REPEATS UNTIL [api]`.

In its own environment it measures its pages, or with `api` its REST API, and prints one JSON document. BENCH_DATA names
the folder that it fills.
"""

import json
import logging
import os
import sys
import time
from importlib.metadata import version
from typing import Any

PATIENCE = 20.0  # seconds of CPU for a page: one that takes seconds is asked for less often


def main(count: int, repeats: int, until: int, which: str = "pages") -> dict[str, Any]:
    """Fill the peer and measure its pages, or its REST API."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "steadfast.config.bench.peer.settings"
    import django

    django.setup()
    logging.disable(logging.WARNING)
    from django.core.management import call_command
    from django.test import Client

    from steadfast.config.bench import measuring, world
    from steadfast.config.bench.peer import operations, pages, rest

    begin = time.perf_counter()
    call_command("migrate", interactive=False, verbosity=0)
    technicians = operations.move_in()
    operations.bring_in(world.tickets(count, until), technicians)
    seconds = time.perf_counter() - begin
    client = Client(enforce_csrf_checks=which == "pages", SERVER_NAME="localhost")
    client.force_login(technicians[0], backend="django.contrib.auth.backends.ModelBackend")
    client.get("/tickets/submit/")
    asked = {"pages": pages.pages, "api": rest.pages}[which](technicians[0], measuring.WARM + repeats)
    costs = [measuring.measure(page, client, repeats, PATIENCE) for page in asked]
    return {
        "name": f"django-helpdesk {version('django-helpdesk')} on Django {django.get_version()}",
        "tickets": count,
        "seed_s": round(seconds, 1),
        "pages": costs,
    }


if __name__ == "__main__":
    count, repeats, until = map(int, sys.argv[1:4])
    print(json.dumps(main(count, repeats, until, *sys.argv[4:5])))
