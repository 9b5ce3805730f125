"""Every number of the figures' pages leads to as many rows as it says, on an invented register of every kind of end."""

import html
import re
from collections.abc import Iterator

import pytest
from django.test import Client as Browser
from pytest_django import DjangoDbBlocker

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.models.commitment import DIRECTIONS
from steadfast.apps.reporting.operations import close_months
from steadfast.apps.reporting.queries.card import GROUPS
from steadfast.apps.reporting.views import rows
from steadfast.foundation import clock
from tests import cast, factories, kept
from tests.apps.reporting import promises
from tests.factories import NOW

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'<a href="(/scorecard/(?:rows|breaches)/[^"]+)"[^>]*>(?:<i class="[a-z-]+"></i><b>)?([\d,]+)')
LOOK = re.compile(r'<a href="(/scorecard/(?:rows|breaches)/[^"]+)">Look at its ([\d,]+)')
FELT = re.compile(r'<a href="(/scorecard/rows/[^"]+)">([\d,]+) felt late')


@pytest.fixture(scope="module")
def invented(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Three hundred promises with terms."""
    with kept.for_a_while(django_db_blocker):
        terms = factories.ticket().subject.commitments.exclude(terms=None).values_list("terms", flat=True)[0]
        promises.invent(300)
        Commitment.objects.filter(terms=None).update(terms=terms)
        yield


@pytest.fixture
def browser(invented: None, client: Browser, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Return a browser in which Theo is signed in at NOW."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    theo = factories.member(cast.THEO).user
    assert theo is not None
    client.force_login(theo)
    return client


def numbers(browser: Browser, address: str) -> dict[str, int]:
    """Return the addresses on a page that a number leads to, each with the number."""
    answer = browser.get(address)
    assert answer.status_code == 200
    text = answer.content.decode()
    found = [pair for pattern in (NUMBER, LOOK, FELT) for pair in pattern.findall(text)]
    return {html.unescape(url): int(number.replace(",", "")) for url, number in found}


def wrong(browser: Browser, found: dict[str, int]) -> list[tuple[str, int, int]]:
    """Return each address whose rows are not as many as was said."""
    counts = {url: browser.get(url).context["count"] for url in found}
    return [(url, said, counts[url]) for url, said in found.items() if counts[url] != said]


@pytest.mark.parametrize("group", list(GROUPS))
def test_every_number_of_the_scorecard_leads_to_its_rows(browser: Browser, group: str) -> None:
    found = numbers(browser, f"/scorecard/?group={group}")
    said = {re.findall(r"number=(\w+)", url)[0] for url in found}
    assert {"fell_due", "kept", "broken", "not_yet", "renegotiated", "released", "void", "felt_late"} <= said
    assert wrong(browser, found) == []


@pytest.mark.parametrize(
    "query",
    [
        "month=2026-01",
        "from=2025-11&to=2026-01&priority=none",
        "direction=theirs&kind=resolution",
        "direction=inside&client=0",
        "direction=theirs&group=client",
        "direction=all&group=client",
        "direction=all&client=0&group=direction",
        "team=0",
        "group=team&direction=inside",
        "group=month&agreement={agreement}",
    ],
)
def test_so_does_every_number_of_a_part_of_it(browser: Browser, query: str) -> None:
    found = numbers(browser, "/scorecard/?" + query.format(agreement=factories.agreement().agreement_id))
    assert len(found) > 5
    assert wrong(browser, found) == []


def test_frozen_months_lead_to_the_same_rows(browser: Browser) -> None:
    before = numbers(browser, "/scorecard/")
    list(close_months(now=NOW))
    assert numbers(browser, "/scorecard/") == before
    assert wrong(browser, before) == []


def test_every_breach_and_every_fact_about_them_leads_to_its_rows(browser: Browser) -> None:
    found = numbers(browser, "/scorecard/breaches/?from=2025-10")
    assert {url.rpartition("number=")[2] for url in found} == {"breaches", "open_late"}
    assert sum("why=" in url for url in found) >= 2
    assert wrong(browser, found) == []


def test_a_nought_leads_nowhere(browser: Browser) -> None:
    page = browser.get("/scorecard/?month=2031-01&group=priority").content.decode()
    assert "/scorecard/rows/" not in page.split("<main")[1]


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_figures_of_all_directions_are_those_of_each(browser: Browser, direction: str) -> None:
    both = browser.get("/scorecard/?group=direction").context["lines"]
    alone = browser.get(f"/scorecard/?group=month&direction={direction}").context["total"]
    together = {line.name: line.fell_due.count for line in both}
    names = {"ours": "What we owe", "theirs": "What they owe us", "inside": "Inside the practice"}
    assert together.get(names.get(direction, ""), 0) == alone.fell_due.count


def test_the_moves_of_a_month_are_the_due_times_given_up_in_it(browser: Browser) -> None:
    answer = browser.get("/scorecard/rows/?number=renegotiated&month=2026-01&direction=ours")
    assert answer.context["count"] > 0
    assert {f"{move.from_month:%Y-%m}" for move, _ in answer.context["rows"]} == {"2026-01"}
    assert {move.commitment.direction for move, _ in answer.context["rows"]} == {"ours"}
    assert "the part came later" in answer.content.decode()


def test_more_rows_than_are_counted_are_said_to_be_more_and_still_listed(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "COUNTED", 20)
    answer = browser.get("/scorecard/rows/?number=kept")
    assert "<h1>More than 20 promises kept" in answer.content.decode()
    assert len(answer.context["rows"]) > 20


@pytest.mark.parametrize("frozen", [False, True])
def test_what_a_supplier_promised_about_a_clients_ticket_is_none_of_the_clients(browser: Browser, frozen: bool) -> None:
    if frozen:
        list(close_months(now=NOW))
    kestrel = factories.client(cast.KESTREL).pk
    judged = Commitment.objects.filter(client=kestrel, direction="theirs", due_at__lt=NOW)
    judged = judged.exclude(batch__state="applying").exclude(closed_as__in=("void", "released"))
    own = judged.filter(debtor=kestrel).count()
    assert 0 < own < judged.count()
    page = browser.get(f"/scorecard/?direction=theirs&client={kestrel}")
    assert page.context["total"].fell_due.count == own
    rows = browser.get(f"/scorecard/rows/?direction=theirs&client={kestrel}")
    assert rows.context["count"] == own
    assert {shown.row.debtor_id for shown in rows.context["rows"]} == {kestrel}
    by_client = browser.get("/scorecard/?direction=theirs&group=client").context
    assert by_client["total"].fell_due.count == sum(line.fell_due.count for line in by_client["lines"])
    lines = {line.name: line.fell_due.count for line in by_client["lines"]}
    assert lines[cast.KESTREL.name] == own
    assert lines["none"] == browser.get("/scorecard/rows/?direction=theirs&client=0").context["count"] > 0
    exported = browser.get("/scorecard/export.json?direction=theirs&group=client").json()["rows"]
    assert {row["client"] or "none": row["fell_due"] for row in exported} == lines
