"""Pages that read at most so far: every row once all the same, and a page that stops early says so."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from steadfast.foundation import pages, subjects
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.events import NewEvent, append_many
from steadfast.foundation.models import Event
from steadfast.foundation.pages import Page

pytestmark = pytest.mark.django_db
ORDERS = [("at", "id"), ("-at", "-id"), ("at", "-id")]


@pytest.fixture(autouse=True)
def rows(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """60 events, two at an instant; every seventh is rare. A page looks at ten."""
    monkeypatch.setattr(pages, "LOOK", 10)
    thing = subjects.open_subject("thing", "a", 1).pk
    new = [
        NewEvent(1, "k.rare" if n % 7 == 0 else "k.common", now + timedelta(hours=n // 2), thing, {}) for n in range(60)
    ]
    append_many(new, actor=SYSTEM, now=now)


def read(kind: str, order: tuple[str, ...], after: str | None, size: int = 5) -> Page[Event]:
    rare = Event.objects.filter(kind=kind)
    return pages.page(rare, order=order, after=after, size=size, along=Event.objects.filter(kind__startswith="k."))


def walk(kind: str, order: tuple[str, ...], way: str = "next", start: str | None = None) -> list[Page[Event]]:
    found = [read(kind, order, start)]
    while (cursor := getattr(found[-1], way)) is not None:
        assert len(found) < 40
        found.append(read(kind, order, cursor))
    return found


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("kind", ["k.rare", "k.common", "k.none"])
def test_every_row_comes_once_in_order(kind: str, order: tuple[str, ...]) -> None:
    seen = [row for page in walk(kind, order) for row in page.rows]
    assert seen == list(Event.objects.filter(kind=kind).order_by(*order))


def test_a_page_that_stopped_early_says_so_and_no_other() -> None:
    found = walk("k.rare", ("at", "id"))
    assert [page.is_cut for page in found] == [True] * (len(found) - 1) + [False]
    assert not read("k.common", ("at", "id"), None).is_cut  # full before it had read so far


@pytest.mark.parametrize("order", ORDERS)
def test_the_way_back_shows_every_row_once_too(order: tuple[str, ...]) -> None:
    last = next(page for page in reversed(walk("k.rare", order)) if page.rows)
    back = [page.rows for page in walk("k.rare", order, "previous", last.previous)]
    seen = [row for rows in reversed(back) for row in rows] + last.rows
    assert seen == list(Event.objects.filter(kind="k.rare").order_by(*order))


def test_it_takes_one_query_and_a_second_where_there_is_no_row_to_say_where_it_stopped() -> None:
    for kind, most in (("k.common", 1), ("k.rare", 1), ("k.none", 2)):
        with CaptureQueriesContext(connection) as queries:
            read(kind, ("at", "id"), None)
        assert len(queries) == most
