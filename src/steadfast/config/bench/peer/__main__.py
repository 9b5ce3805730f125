"""The process that measures the peer: `python -m steadfast.config.bench.peer COUNT REPEATS UNTIL`, in its environment.

It prints one JSON document. BENCH_DATA names the folder that it fills.
"""

import json
import logging
import os
import sys
import time
from importlib.metadata import version
from typing import Any


def main(count: int, repeats: int, until: int) -> dict[str, Any]:
    """Fill the peer and measure its pages."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "steadfast.config.bench.peer.settings"
    import django

    django.setup()
    logging.disable(logging.WARNING)
    from django.core.management import call_command
    from django.test import Client

    from steadfast.config.bench import measuring, world
    from steadfast.config.bench.peer import operations, pages

    begin = time.perf_counter()
    call_command("migrate", interactive=False, verbosity=0)
    technicians = operations.move_in()
    operations.bring_in(world.tickets(count, until), technicians)
    seconds = time.perf_counter() - begin
    client = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    client.force_login(technicians[0], backend="django.contrib.auth.backends.ModelBackend")
    client.get("/tickets/submit/")
    costs = [measured(page, client, repeats) for page in pages.pages(technicians[0], measuring.WARM + repeats)]
    return {
        "name": f"django-helpdesk {version('django-helpdesk')} on Django {django.get_version()}",
        "tickets": count,
        "seed_s": round(seconds, 1),
        "pages": costs,
    }


def measured(page: Any, client: Any, repeats: int) -> dict[str, Any]:
    """Measure a page; one of over a second is asked less often."""
    from steadfast.config.bench import measuring

    begin = time.process_time()
    if page.asks[0].form is None:
        measuring.send(page.asks[0], client)
        if time.process_time() - begin > 1:
            repeats = 3
    return measuring.measure(page, client, repeats)


if __name__ == "__main__":
    print(json.dumps(main(*map(int, sys.argv[1:4]))))
