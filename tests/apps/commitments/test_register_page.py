"""The register page: each filter gives exactly the rows that a plain filter finds, whatever it is read along."""

import csv
import html
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries import listing
from steadfast.apps.commitments.queries.saved import SAVED
from steadfast.apps.imports.models import Batch
from steadfast.foundation import clock, pages
from tests import cast, factories
from tests.apps.commitments.desk import Desk
from tests.apps.commitments.many import Many

pytestmark = pytest.mark.django_db
NEXT = re.compile(r'rel="next" href="([^"]+)"')
ROW = re.compile(r'<li id="commitment-(\d+)"')
FILTERS = [
    *SAVED.values(), "verdict=any", "verdict=kept", "verdict=kept+late", "verdict=broken", "verdict=released",
    "verdict=void", "verdict=withdrawn", "verdict=broken&client={marlow}", "verdict=broken&moved=yes",
    "direction=between", "verdict=any&direction=theirs", "verdict=any&direction=ours",
    "debtor={partner}", "debtor={partner}&verdict=any", "debtor={marlow}", "debtor=1", "debtor=1&verdict=kept",
    "creditor={marlow}", "creditor={marlow}&verdict=any", "creditor={partner}&verdict=any", "creditor=1",
    "client={marlow}", "client={marlow}&direction=theirs", "client={marlow}&verdict=kept", "owner=me",
    "owner=me&verdict=any", "owner={kofi}", "owner={kofi}&verdict=broken", "owner=leaders&verdict=any&kind=payment",
    "kind=payment", "kind=payment&verdict=any", "kind=nobody+has+this", "priority=P1", "team={team}",
    "team={team}&verdict=any&priority=P2", "moved=no", "moved=yes&verdict=any", "moved=yes&verdict=kept",
    "due=week", "due=week&verdict=any", "due=late&verdict=any", "due=late&verdict=kept", "due=late&direction=ours",
    "from={soon}", "to={soon}", "from={soon}&to={soon}&verdict=any", "to={soon}&client={marlow}&verdict=released",
    "owner=me&client={marlow}&direction=ours&kind=promise&priority=P1&moved=no", "verdict=&owner=&debtor=&from=",
]  # fmt: skip


@pytest.fixture
def theo(client: Browser) -> Browser:
    client.force_login(factories.member(cast.THEO).user)
    return client


@pytest.fixture
def many(desk: Desk) -> Many:
    return Many(desk, clock.now())


def addresses(many: Many) -> Iterator[str]:
    words = {
        "partner": many.partner.pk,
        "marlow": many.marlow.pk,
        "kofi": factories.member(cast.KOFI).pk,
        "team": many.team.pk,
        "soon": (many.now + timedelta(days=2)).date(),
    }
    for address in FILTERS:
        yield address.format(**words)


def wanted(many: Many, address: str) -> list[int]:
    return many.wanted(dict(parse_qsl(address)), factories.member(cast.THEO))


def walked(browser: Browser, address: str) -> list[int]:
    """Return the numbers of all rows that one meets from page to page."""
    found: list[int] = []
    path = f"/register/?{address}"
    for _ in range(60):
        answer = browser.get(path)
        assert answer.status_code == 200, path
        text = answer.content.decode()
        found += map(int, ROW.findall(text))
        more = NEXT.search(text)
        if more is None:
            return found
        path = "/register/" + html.unescape(more[1])
    raise AssertionError(f"{address} has no last page")


def test_each_filter_finds_what_a_plain_filter_finds(many: Many, theo: Browser) -> None:
    found = {address: walked(theo, address) for address in addresses(many)}
    assert found == {address: wanted(many, address) for address in found}
    assert sum(len(rows) > 0 for rows in found.values()) > 40  # the plain filter does not agree by finding nothing


def test_pages_that_stop_early_lose_nothing(many: Many, theo: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LOOK", 12)
    for address in [*addresses(many)][::4]:
        assert walked(theo, address) == wanted(many, address), address
    page = theo.get("/register/?kind=nobody+has+this&team=" + str(many.team.pk)).content.decode()
    assert "No promise is like that" in page  # its index has none to look at
    sparse = theo.get(f"/register/?verdict=any&kind=payment&priority=P1&team={many.team.pk}").content.decode()
    assert "after 12 were looked at" in sparse
    assert "Look further" in sparse


def test_the_files_hold_what_the_list_shows(many: Many, theo: Browser) -> None:
    for address in ("", "verdict=any", "direction=theirs&verdict=any"):
        numbers = [f"C-{key}" for key in wanted(many, address)]
        lines = list(csv.DictReader(text_of(theo, f"/register/export.csv?{address}")))
        assert [line["number"] for line in lines] == numbers
        objects = [json.loads(line) for line in text_of(theo, f"/register/export.jsonl?{address}")]
        assert [row["number"] for row in objects] == numbers
        assert {line["verdict"] for line in lines} == {row["verdict"] for row in objects}


def text_of(browser: Browser, path: str) -> list[str]:
    answer = browser.get(path)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]


def test_a_count_is_exact_or_says_that_it_is_the_least(
    many: Many, theo: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"{len(wanted(many, ''))} promises" in theo.get("/register/").content.decode()
    monkeypatch.setattr(listing, "COUNTED", 30)
    assert "at least 30 promises" in theo.get("/register/").content.decode()


def test_nobodys_promises_are_counted_by_person(many: Many, theo: Browser) -> None:
    for owner in (factories.member(cast.KOFI).pk, "leaders"):
        assert theo.get(f"/register/?owner={owner}").context["counted"] is None
    assert theo.get("/register/?owner=me").context["counted"] is not None


def asked(browser: Browser, address: str) -> int:
    """Return how many queries a page takes once its process knows the terms."""
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def test_it_costs_the_same_for_three_rows_as_for_thirty(desk: Desk, theo: Browser) -> None:
    for _ in range(3):
        desk.promise()
    few = asked(theo, "/register/")
    for _ in range(27):
        desk.promise()
    assert asked(theo, "/register/") == few <= 8


def test_no_filter_takes_more_queries_than_a_list_may(many: Many, theo: Browser) -> None:
    found = {address: asked(theo, f"/register/?{address}") for address in addresses(many)}
    assert {address: count for address, count in found.items() if count > 8} == {}


def test_a_contact_is_not_shown_the_register(desk: Desk, client: Browser) -> None:
    desk.promise()
    client.force_login(factories.contact(cast.KESTREL).user)
    for address in ("/register/", "/register/?client=1", "/register/export.csv", "/register/export.jsonl"):
        assert client.get(address).status_code == 403


def test_what_an_import_has_not_shown_yet_is_not_there(many: Many, theo: Browser) -> None:
    batch = Batch.objects.create(kind="tickets", mapping="uci", state="applying", created_at=many.now)
    hidden = wanted(many, "direction=theirs")
    Commitment.objects.filter(pk__in=hidden).update(batch=batch)
    assert walked(theo, "direction=theirs") == []
    assert walked(theo, "") == [key for key in wanted(many, "") if key not in hidden]


def test_an_empty_register_says_what_to_do_first(theo: Browser) -> None:
    page = theo.get("/register/").content.decode()
    assert "Nobody owes anybody anything" in page
    assert 'href="/tickets/new/"' in page


def test_saved_views_are_links_of_which_one_is_the_page(many: Many, theo: Browser) -> None:
    for name, address in SAVED.items():
        page = theo.get(f"/register/?{address}").content.decode()
        assert re.findall(r'aria-current="page">([^<]+)<', page) == ["Register", name]


def test_a_row_leads_to_the_page_of_its_promise(desk: Desk, theo: Browser) -> None:
    row = desk.promise()
    assert f'href="/register/{row.pk}/"' in theo.get("/register/").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "verdict=fine", "direction=up", "priority=P9", "due=someday", "moved=perhaps", "debtor=999999",
        f"creditor={2**63}", f"client={'9' * 400}", "client=-1", "client=\u0661", "team=x", "team=999999", "owner=0",
        "owner=nobody", "owner=999999", "kind=" + "x" * 99, "from=yesterday", "from=2026-02-30",
        "from=0001-01-01", "to=9999-12-31", "to=2026W101", "from=2026-03-02&to=2026-03-01", "client=1",
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_named(desk: Desk, theo: Browser, query: str) -> None:
    for address in ("/register/", "/register/export.csv"):
        answer = theo.get(f"{address}?{query}")
        assert answer.status_code == 400
        assert query.split("=")[0].capitalize() in answer.content.decode()


@pytest.mark.parametrize("cursor", ["!!!", "WzAsIjk5OTkiLDFd", "x" * 5000])
def test_a_cursor_that_is_none_is_the_first_page(many: Many, theo: Browser, cursor: str) -> None:
    first = ROW.findall(theo.get("/register/").content.decode())
    assert ROW.findall(theo.get(f"/register/?after={cursor}").content.decode()) == first
