"""Months as process-behavior charts: what is judged, what is left out, and what the page says of a signal."""

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client as Browser

from steadfast.apps.reporting.queries import signal_words, trends
from steadfast.apps.reporting.queries.figures import Row
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.apps.reporting.queries.trends import MEASURES
from steadfast.apps.reporting.views import charts
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.reporting import promises
from tests.factories import NOW

YEAR = [92, 94, 93, 91, 92, 93, 95, 92, 91, 93, 94, 92]


def rows(kept: list[int | None], of: int = 100, first: int = 0) -> list[Row]:
    """Return a row for each month from January 2025 on; None leaves a month out."""
    made = []
    for place, hits in enumerate(kept, first):
        key = {"month": f"{2025 + place // 12}-{place % 12 + 1:02d}"}
        if hits is not None:
            made.append(Row(key, FourNumbers(kept=hits, kept_late=of - hits)))
    return made


def share(found: list[Row], running: date = date(2030, 1, 1), changes: tuple[date, ...] = ()) -> trends.Trend:
    return trends.trends(trends.months(found, running), changes)[0]


def test_the_running_month_is_shown_and_judged_by_nothing() -> None:
    trend = share(rows([*YEAR, 40]), running=date(2026, 1, 1))
    assert trend.seen[-1] == 0.4
    assert trend.chart.values[-1] is None
    assert trend.chart.signals == ()
    drawn = charts.drawn(trend, Selection())
    assert drawn.rows[0] == ("Jan 2026", "40 %", "–", drawn.rows[1][3], drawn.rows[1][4], "running")
    assert 'class="hollow"' in drawn.picture


def test_a_month_ahead_is_not_shown() -> None:
    assert len(share(rows([*YEAR, 40]), running=date(2025, 12, 1)).months) == 12


def test_a_signal_says_what_it_means_and_leads_to_its_breaches() -> None:
    drawn = charts.drawn(share(rows([*YEAR, 60])), Selection(kind="resolution"))
    (told,) = drawn.signals
    assert told.text == "January 2026 lies below the lower limit: something got worse."
    assert told.look == "Look at its 40 breaches"
    assert told.url == "/scorecard/breaches/?month=2026-01&kind=resolution"


@pytest.mark.parametrize(
    ("measure", "words"),
    [(0, "something got better, and it lasted"), (1, "something got better, and it lasted"), (2, None)],
)
def test_more_kept_is_better_and_fewer_breaches_are(measure: int, words: str | None) -> None:
    found = trends.trends(trends.months(rows([*YEAR, *[94] * 8]), date(2030, 1, 1)), ())[measure]
    said = [one.text for one in signal_words.said(found)]
    assert all(words in text for text in said) if words else said == []
    assert bool(said) is bool(words)


def test_months_of_fewer_than_twenty_are_in_no_rate_but_in_the_count() -> None:
    small = trends.trends(trends.months(rows([18] * 12, of=19), date(2030, 1, 1)), ())
    assert [set(trend.chart.values) for trend in small] == [{None}, {None}, {19}]
    assert "20 or more" in charts.drawn(small[0], Selection()).limits[0]


def test_a_month_without_any_is_a_gap_and_no_share() -> None:
    trend = share(rows([*YEAR[:6], None, *YEAR[6:]]))
    assert (len(trend.months), trend.seen[6]) == (13, None)


def test_limits_begin_anew_in_a_marked_month() -> None:
    drawn = charts.drawn(
        share(rows([*YEAR, *[value - 20 for value in YEAR]]), changes=(date(2026, 1, 1),)), Selection()
    )
    assert drawn.signals == []
    assert len(drawn.limits) == 2
    assert drawn.limits[1].startswith("From Jan 2026 on. Mean 72.7 %")


def test_too_few_months_have_no_limits_and_say_so() -> None:
    drawn = charts.drawn(share(rows(YEAR[:5])), Selection())
    assert drawn.limits == ["No limits yet: they need six complete months with 20 or more that fell due"]
    assert 'class="limit"' not in drawn.picture


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_a_picture_has_a_title_a_description_and_a_point_for_each_month(measure: trends.Measure) -> None:
    found = trends.trends(trends.months(rows([*YEAR, 60]), date(2030, 1, 1)), ())[MEASURES.index(measure)]
    picture = charts.drawn(found, Selection()).picture
    assert picture.count("</a>") == 13
    assert f"<title>{measure.title} by month</title><desc>" in picture


@pytest.fixture
def browser(client: Browser, monkeypatch: pytest.MonkeyPatch) -> Browser:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    factories.agreement()
    promises.invent(200)
    client.force_login(factories.member(cast.THEO).user)
    return client


@pytest.mark.django_db
def test_the_exports_say_what_the_page_says(browser: Browser) -> None:
    address = "?group=priority&direction=theirs&from=2025-10"
    page = browser.get("/scorecard/" + address)
    document = json.loads(browser.get("/scorecard/export.json" + address).content)
    lines = list(csv.DictReader(io.StringIO(b"".join(browser.get("/scorecard/export.csv" + address)).decode())))
    shown = {line.name: (line.fell_due.count, line.kept.hits) for line in page.context["lines"]}
    assert {row["priority"] or "none": (row["fell_due"], row["kept"]) for row in document["rows"]} == shown
    assert {row["priority"] or "none": (int(row["fell_due"]), int(row["kept"])) for row in lines} == shown
    assert document["selection"] == {"from": "2025-10", "direction": "theirs"}
    assert document["period"]["from"] == "2025-10"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "export.csv", "export.json", "breaches/", "rows/"])
@pytest.mark.parametrize("query", ["month=May", "from=2026-03&to=2026-01", "direction=up", "team=x"])
def test_nonsense_is_named_by_every_page(browser: Browser, path: str, query: str) -> None:
    assert browser.get(f"/scorecard/{path}?{query}").status_code == 400


@pytest.mark.django_db
def test_of_few_the_counts_stand_alone(browser: Browser) -> None:
    page = browser.get("/scorecard/?group=client&month=2026-02&kind=resolution&priority=P1").content.decode()
    table = page.split("<tbody>")[1].split("</table>")[0]
    assert " of " in table
    assert not [cell for cell in table.split("<td") if "%" in cell.split("<small>")[0]]
