"""Keyset pages: every row once, forwards and backwards, and no cursor from the address bar does harm."""

import base64
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from steadfast.foundation import bulk, pages, subjects
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.events import NewEvent, append_many
from steadfast.foundation.models import Event, Subject

pytestmark = pytest.mark.django_db

ORDERS = [
    ("id",),
    ("-id",),
    ("at", "id"),
    ("-at", "id"),
    ("at", "-id"),
    ("kind", "-at", "id"),
    ("subject__title", "pk"),
]


@pytest.fixture
def rows(now: datetime) -> None:
    """23 events, of which many share an instant, a kind and a subject's title."""
    things = [subjects.open_subject("thing", title, 1).pk for title in ("a", "ä ö", "z'")]
    new = [NewEvent(1, f"k.{n % 2}", now + timedelta(hours=n % 5), things[n % 3], {}) for n in range(23)]
    append_many(new, actor=SYSTEM, now=now)


def walk(order: tuple[str, ...], size: int, way: str, start: str | None = None) -> list[list[Event]]:
    seen = []
    cursor = start
    while True:
        page = pages.page(Event.objects.select_related("subject"), order=order, after=cursor, size=size)
        seen.append(page.rows)
        cursor = getattr(page, way)
        if cursor is None:
            return seen


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 7, 22, 23, 24])
def test_walking_on_shows_every_row_once_in_order(rows: None, order: tuple[str, ...], size: int) -> None:
    seen = [row for page in walk(order, size, "next") for row in page]
    assert seen == list(Event.objects.order_by(*order))


@pytest.mark.parametrize("order", ORDERS)
def test_walking_back_shows_the_same_pages_backwards(rows: None, order: tuple[str, ...]) -> None:
    cursors: list[str | None] = [None]
    there = []
    while True:
        page = pages.page(Event.objects.select_related("subject"), order=order, after=cursors[-1], size=5)
        there.append(page.rows)
        if page.next is None:
            break
        cursors.append(page.next)
    back = walk(order, 5, "previous", page.previous)
    assert back == there[-2::-1]


def test_the_first_page_has_nothing_before_it_and_the_last_nothing_after(rows: None) -> None:
    first = pages.page(Event.objects.all(), order=("id",), size=20)
    assert (first.previous, len(first.rows)) == (None, 20)
    last = pages.page(Event.objects.all(), order=("id",), size=20, after=first.next)
    assert (last.next, len(last.rows)) == (None, 3)
    assert pages.page(Event.objects.all(), order=("id",), size=20, after=last.previous) == first


def test_a_row_that_came_in_between_neither_hides_nor_repeats_another(rows: None, now: datetime) -> None:
    first = pages.page(Event.objects.all(), order=("-id",), size=10)
    append_many([NewEvent(1, "k.new", now, None, {})], actor=SYSTEM, now=now)
    second = pages.page(Event.objects.all(), order=("-id",), size=10, after=first.next)
    assert [row.pk for row in first.rows + second.rows] == list(range(first.rows[0].pk, first.rows[0].pk - 20, -1))


def test_rows_may_be_dicts_and_columns_annotations(rows: None) -> None:
    queryset: Any = Event.objects.annotate(twice=F("seq") * 2).values("twice", "id")
    first = pages.page(queryset, order=("-twice", "id"), size=3)
    second = pages.page(queryset, order=("-twice", "id"), size=3, after=first.next)
    assert [row["twice"] for row in [*first.rows, *second.rows]] == [46, 44, 42, 40, 38, 36]  # type: ignore[index]


def test_one_query_that_uses_the_index_whatever_the_depth(now: datetime) -> None:
    bulk.insert(Subject, subjects.COLUMNS, [(n, "deep", n, "x", 1) for n in range(1, 2001)])
    deep = pages._write(Subject(kind="deep", number=1500), ("kind", "number"), back=False)
    with CaptureQueriesContext(connection) as queries:
        page = pages.page(Subject.objects.filter(kind="deep"), order=("kind", "number"), after=deep, size=10)
    assert [row.number for row in page.rows] == list(range(1501, 1511))
    [query] = queries.captured_queries
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert "USING INDEX" in plan
        assert "SCAN" not in plan


def cursor_of(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


NONSENSE = [
    "",
    "x",
    "!!!!",
    "ä",
    "a" * 5000,
    "AAAA",
    cursor_of([]),
    cursor_of({}),
    cursor_of(None),
    cursor_of(7),
    cursor_of([0]),
    cursor_of([0, "2026-03-02T09:00:00+00:00"]),
    cursor_of([0, "yesterday", 3]),
    cursor_of([0, "2026-03-02T09:00:00", 3]),
    cursor_of([0, "0001-01-01T00:00:00+14:00", 3]),
    cursor_of([0, "2026-13-45T09:00:00+00:00", 3]),
    cursor_of([0, None, None]),
    cursor_of([0, 1.5, True]),
    cursor_of([0, "2026-03-02T09:00:00+00:00", 2**63]),
    cursor_of([0, "2026-03-02T09:00:00+00:00", "x"]),
    cursor_of([0, "2026-03-02T09:00:00+00:00", [1]]),
    cursor_of([0, "2026-03-02T09:00:00+00:00", 3, 4]),
    base64.urlsafe_b64encode(("[" * 4000).encode()).decode(),
]


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_shows_the_first_page(rows: None, nonsense: str) -> None:
    first = pages.page(Event.objects.all(), order=("at", "id"), size=5)
    assert pages.page(Event.objects.all(), order=("at", "id"), size=5, after=nonsense) == first


@pytest.mark.parametrize("text", ["\0", "\ud800"])
def test_text_that_no_database_takes_shows_the_first_page(rows: None, text: str) -> None:
    page = pages.page(Event.objects.all(), order=("kind", "id"), size=5, after=cursor_of([0, text, 3]))
    assert page.previous is None


@given(st.text() | st.lists(st.none() | st.integers() | st.text() | st.floats(), max_size=4).map(cursor_of))
def test_any_cursor_reads_as_something_or_nothing(cursor: str) -> None:
    pages._read(Event.objects.all(), ("at", "kind", "id"), cursor)


@pytest.mark.parametrize(("asked", "given"), [(-5, 1), (0, 1), (10**9, 23)])
def test_sizes_are_kept_in_bounds(rows: None, asked: int, given: int) -> None:
    assert len(pages.page(Event.objects.all(), order=("id",), size=asked).rows) == given


def test_an_order_by_no_column_is_our_error(rows: None) -> None:
    first = cursor_of([0, 3])
    with pytest.raises(Exception, match="nothing"):
        pages.page(Event.objects.all(), order=("nothing",), after=first)
