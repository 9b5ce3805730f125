"""What a reader is told in their language: dates, numbers, counts, refusals; and that it ends with their request."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from steadfast.domain import language
from steadfast.domain.commitment import durations, lifecycle
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.typed_promise import said
from steadfast.foundation import languages, moments
from steadfast.foundation.drawings import four, week
from steadfast.foundation.templatetags import house

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 12, 4, 11, 0, tzinfo=UTC)  # a Friday, noon in Berlin


@pytest.fixture
def german() -> Iterator[None]:
    with translation.override("de"):
        yield


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 12, 4, 7, 2, tzinfo=UTC), "heute 08:02"),
        (datetime(2026, 12, 5, 9, 0, tzinfo=UTC), "morgen 10:00"),
        (datetime(2026, 12, 3, 14, 0, tzinfo=UTC), "gestern 15:00"),
        (datetime(2026, 12, 9, 11, 0, tzinfo=UTC), "Mi 12:00"),
        (datetime(2026, 12, 24, 11, 0, tzinfo=UTC), "24. Dez."),
        (datetime(2027, 3, 1, 11, 0, tzinfo=UTC), "1. März 2027"),
    ],
)
def test_an_instant_is_said_in_german(at: datetime, words: str) -> None:
    assert moments.when(at, NOW, BERLIN) == words


@pytest.mark.usefixtures("german")
def test_dates_in_full_are_said_in_german() -> None:
    assert moments.exact(NOW, BERLIN) == "Fr 4. Dez. 2026, 12:00:00 CET"
    assert moments.in_full(NOW, BERLIN) == "Freitag 4. Dezember 2026, 12:00 (Europe/Berlin)"
    assert said(NOW, BERLIN) == "Freitag 4. Dez. 2026 12:00"
    assert week.in_words({"mon": [("08:00", "12:00"), ("13:00", "17:00")]}) == "Mo 08:00–12:00 und 13:00–17:00"


@pytest.mark.usefixtures("german")
def test_numbers_have_german_marks() -> None:
    assert language.count(1_204_500) == "1.204.500"
    assert house.percent(0.9344) == "93,4 %"
    assert house.percent(1.0) == "100 %"
    assert language.decimal(1204.5, 1) == "1.204,5"
    assert language.plain(87.5) == "87,5"


@pytest.mark.usefixtures("german")
def test_a_count_chooses_its_form() -> None:
    assert [durations.calendar(n * 86_400) for n in (2, 2_000)] == ["2 Tage", "2.000 Tage"]
    one, many = "%(n)s offer that waits for an answer", "%(n)s offers that wait for an answer"
    assert language.say_n(one, many, 1) == "1 Angebot, das auf Antwort wartet"
    assert language.say_n(one, many, 2) == "2 Angebote, die auf Antwort warten"


@pytest.mark.usefixtures("german")
def test_a_refusal_of_the_domain_speaks_to_who_asked() -> None:
    with pytest.raises(Refused, match=r"^Bitte sagen, warum es nichtig ist\.$"):
        lifecycle.void(_open(), at=NOW, reason=" ")


@pytest.mark.usefixtures("german")
def test_a_verdict_is_stored_in_english_and_said_in_german() -> None:
    assert house.word("kept late") == "verspätet gehalten"
    assert house.word("something of their own") == "something of their own"
    assert [language.say(words) for _, _, words in four.WORDS] == [
        "gehalten",
        "gebrochen",
        "offen und verspätet",
        "noch nicht beurteilt",
    ]


def test_outside_a_request_all_is_english() -> None:
    assert language.reader().code == "en"
    assert moments.when(NOW, NOW, BERLIN) == "today 12:00"
    assert language.say("") == ""


@pytest.mark.parametrize(
    ("chosen", "asked", "spoken", "varies"),
    [
        ("", "de-DE,de;q=0.9,en;q=0.5", "de", True),
        ("", "", "en", True),
        ("", "ja", "en", True),
        ("en", "de", "en", False),
        ("de", "en", "de", False),
        ("xx", "de", "de", True),
    ],
)
def test_what_was_chosen_comes_before_what_the_browser_asks_for(
    chosen: str, asked: str, spoken: str, varies: bool
) -> None:
    request, answer = RequestFactory().get("/", headers={"Accept-Language": asked}), HttpResponse()
    with languages.spoken_to(request, chosen) as mark:
        assert language.reader().code == spoken
    mark(answer)
    assert answer["Content-Language"] == spoken
    assert ("Accept-Language" in answer.get("Vary", "")) is varies
    assert language.reader().code == "en"


def _open() -> lifecycle.State:
    return lifecycle.State(
        kind="resolution",
        debtor=1,
        creditor=2,
        owner=3,
        promised_at=NOW,
        due_at=NOW,
        warn_at=NOW,
        first_due_at=NOW,
        felt_due_at=NOW,
        terms=None,
    )
