"""Instants are said in the zone of the reader, near ones by their day, and always exactly on hover."""

from datetime import UTC, datetime, timedelta

import pytest

from steadfast.foundation import moments
from tests.apps.look.pages import NOW, parsed, render


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (datetime(2026, 11, 24, 7, 2, tzinfo=UTC), "today 08:02"),
        (datetime(2026, 11, 23, 14, 0, tzinfo=UTC), "yesterday 15:00"),
        (datetime(2026, 11, 25, 9, 0, tzinfo=UTC), "tomorrow 10:00"),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "today 00:30"),  # already Tuesday in Berlin
        (datetime(2026, 11, 30, 13, 0, tzinfo=UTC), "Mon 14:00"),
        (datetime(2026, 12, 4, 9, 0, tzinfo=UTC), "4 Dec"),
        (datetime(2027, 1, 4, 9, 0, tzinfo=UTC), "4 Jan 2027"),
    ],
)
def test_an_instant_is_said_as_people_say_it(instant: datetime, words: str) -> None:
    assert parsed(render("{% when instant %}", instant=instant)).text == words


def test_an_instant_carries_its_exact_self() -> None:
    tree = parsed(render("{% when instant %}", instant=datetime(2026, 12, 4, 9, 5, 7, tzinfo=UTC)))
    assert tree.get("datetime") == "2026-12-04T09:05:07Z"
    assert tree.get("title") == "Fri 4 Dec 2026, 10:05:07 CET"


def test_a_date_that_is_agreed_on_has_its_time() -> None:
    said = '{% when instant "dated" %}'
    assert parsed(render(said, instant=datetime(2026, 12, 4, 9, 0, tzinfo=UTC))).text == "4 Dec 10:00"
    assert parsed(render(said, instant=datetime(2026, 11, 25, 9, 0, tzinfo=UTC))).text == "tomorrow 10:00"


def test_due_today_needs_no_day() -> None:
    assert parsed(render('{% when instant "due" %}', instant=NOW + timedelta(hours=1))).text == "12:00"
    assert parsed(render('{% when instant "due" %}', instant=NOW + timedelta(days=1))).text == "tomorrow 11:00"


def test_no_instant_is_a_dash() -> None:
    assert render("{% when instant %}", instant=None) == "–"


def test_a_zone_that_nobody_knows_reads_as_utc() -> None:
    assert moments.zone_of("Nowhere/Land") is UTC
    assert moments.zone_of("../etc/passwd") is UTC
    assert moments.zone_of("") is UTC


@pytest.mark.parametrize(
    ("due", "seconds", "tone", "strong", "below"),
    [
        (timedelta(minutes=90), 5400, "left", "1 h 30 left", "due 12:30"),
        (timedelta(minutes=-35), -2100, "left is-late", "35 min late", "was due 10:25"),
        (timedelta(days=1), None, "left", "tomorrow", "due 11:00"),
        (timedelta(days=2), None, "left", "Thu", "due Thu 11:00"),
        (timedelta(days=30), None, "left", "24 Dec", "due at 11:00"),
        (timedelta(days=-9), None, "left is-late", "9 days late", "was due 15 Nov"),
        (timedelta(hours=-12), 0, "left is-late", "12 h late", "was due yesterday 23:00"),
    ],
)
def test_the_time_left_says_how_long_and_when(
    due: timedelta, seconds: int | None, tone: str, strong: str, below: str
) -> None:
    tree = parsed(render("{% time_left due seconds %}", due=NOW + due, seconds=seconds))
    assert tree.get("class") == tone
    assert tree.findtext("strong") == strong
    assert "".join(tree[1].itertext()) == below


def test_a_promise_past_its_warning_is_toned_and_a_waiting_one_says_so() -> None:
    due, warn = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
    assert 'class="left is-soon"' in render("{% time_left due 3600 warn %}", due=due, warn=warn)
    waiting = render("{% time_left due 3600 warn True %}", due=due, warn=warn)
    assert 'class="left is-wait"' in waiting
    assert "waiting, due" in waiting
