"""A promise typed by a German reader: German words of time first, English ones where those say nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain import language
from steadfast.domain.commitment.typed_promise import Understood, read, said
from steadfast.domain.language import Language
from steadfast.domain.working_time import Hours

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = ("mon", "tue", "wed", "thu", "fri")
OFFICE = Hours("Europe/Berlin", {day: [("09:00", "17:00")] for day in WEEK})
NOW = datetime(2026, 11, 24, 14, 30, tzinfo=BERLIN)  # a Tuesday
GERMAN = Language(
    code="de",
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    days=("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    short_months=tuple(
        ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."]
    ),
    day_month="%(day)s. %(month)s",
    day_month_year="%(day)s. %(month)s %(year)s",
)


@pytest.fixture(autouse=True, scope="module")
def german() -> Iterator[None]:
    before = language.reader
    known = before()
    language.speak(lambda: GERMAN)
    yield
    language.speak(lambda: known)


def heard(line: str) -> Understood:
    return read(line, now=NOW, zone=BERLIN, hours=OFFICE)


@pytest.mark.parametrize(
    ("line", "what", "due"),
    [
        ("Amara bis morgen 12 Uhr zurückrufen", "Amara zurückrufen", "Mittwoch 25. Nov. 2026 12:00"),
        ("Angebot bis Freitag 12 Uhr schicken", "Angebot schicken", "Freitag 27. Nov. 2026 12:00"),
        ("Angebot schicken bis spätestens Freitag um 12:30", "Angebot schicken", "Freitag 27. Nov. 2026 12:30"),
        ("Router tauschen in 2 Stunden", "Router tauschen", "Dienstag 24. Nov. 2026 16:30"),
        ("antworten innerhalb von 4 Arbeitsstunden", "antworten", "Mittwoch 25. Nov. 2026 10:30"),
        ("Bericht bis übermorgen 9 Uhr", "Bericht", "Donnerstag 26. Nov. 2026 09:00"),
        ("Bericht bis 3. Dez. 17 Uhr", "Bericht", "Donnerstag 3. Dez. 2026 17:00"),
        ("Bericht bis zum 3. März 2027 8:15 Uhr", "Bericht", "Mittwoch 3. März 2027 08:15"),
        ("Bericht bis Ende der Woche", "Bericht", "Freitag 27. Nov. 2026 17:00"),
        ("Bericht bis Feierabend", "Bericht", "Dienstag 24. Nov. 2026 17:00"),
        ("send the report by Friday 12:00", "send the report", "Freitag 27. Nov. 2026 12:00"),
    ],
)
def test_german_words_of_time_are_read(line: str, what: str, due: str) -> None:
    found = heard(line)
    assert (found.trouble, found.what) == ("", what)
    assert found.due_at is not None
    assert said(found.due_at, BERLIN) == due


@pytest.mark.parametrize(
    "line", ["Bericht", "Bericht bis Freitag oder Montag", "Bericht bis gestern", "bis morgen 12 Uhr"]
)
def test_what_is_unclear_is_asked(line: str) -> None:
    assert heard(line).trouble


@given(st.integers(min_value=1, max_value=400 * 1_440))
def test_what_is_shown_can_be_typed_again(minutes: int) -> None:
    at = datetime.fromtimestamp(NOW.timestamp() // 60 * 60, UTC) + timedelta(minutes=minutes)
    found = heard(f"Bericht bis {said(at, BERLIN)}")
    if found.trouble:  # an hour that the clocks show twice, or skip
        assert at.astimezone(BERLIN).month in (3, 10)
    else:
        assert found.due_at == at
