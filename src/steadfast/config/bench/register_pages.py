"""The pages of the register that are measured: the first, far ones, every saved view, filters of all sorts, rows."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.test import Client as Browser

from steadfast.apps.commitments.queries.saved import SAVED
from steadfast.config.bench.measuring import Ask, Page
from steadfast.config.bench.operations import People
from steadfast.config.bench.pages import deep
from steadfast.config.bench.pages_alike import BUSY


def pages(people: People, browser: Browser, now: datetime) -> Iterator[Page]:
    """Yield the pages; `sparse` reads as far as a page may and finds less than a page holds."""
    busy, me = people.clients[BUSY].pk, people.technicians[1].person_id
    month = (now.replace(day=1) - timedelta(days=40)).strftime("%Y-%m")
    sparse = f"verdict=any&team={people.team.pk + 2}&kind=resolution&priority=P2"
    filters = {
        "register_client": f"client={busy}",
        "register_owner": f"owner={me}",
        "register_kept_late": "verdict=kept+late",
        "register_creditor": f"creditor={busy}&verdict=any&kind=promise",
        "register_sparse": sparse,
        "register_none": "verdict=kept&kind=promise&priority=P1",
    }
    yield _page("register_first", "/register/")
    yield _page("register_deep", deep(browser, "/register/"))
    yield _page("register_any_deep", deep(browser, "/register/?verdict=any"))
    for name, query in SAVED.items():
        if query:
            yield _page(f"register: {name}", f"/register/?{query}")
    for key, query in filters.items():
        yield _page(key, f"/register/?{query}")
    yield _page("rows_month", f"/scorecard/rows/?month={month}&number=broken")


def _page(key: str, path: str) -> Page:
    return Page(key, [Ask(path)])
