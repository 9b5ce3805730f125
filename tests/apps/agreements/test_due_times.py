"""Trying a due time: wall-clock times in gaps and folds, targets as they are typed, and what is refused."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steadfast.apps.agreements import trial, year_ahead
from steadfast.apps.agreements.forms import DueTimeForm
from steadfast.domain.commitment import clauses, typed
from steadfast.domain.working_time import Hours, wall_time
from tests.factories import NOW, OFFICE_HOURS, STANDARD

LONDON = ZoneInfo("Europe/London")
OFFICE = Hours.from_dict(OFFICE_HOURS)
NIGHTS = Hours("Europe/London", {"sat": [("22:00", "06:00")]})
wall = datetime.fromisoformat  # as it is written, without a zone
GAP, FOLD = wall("2026-03-29T01:30"), wall("2026-10-25T01:30")


def form(start: str = "2026-03-30T16:00", target: str = "2 h", hours: Hours = OFFICE) -> DueTimeForm:
    return DueTimeForm({"start": start, "target": target}, hours=hours, now=NOW)


def test_a_time_that_the_clocks_skip_is_read_with_the_offset_before_and_says_so() -> None:
    read = wall_time.read(GAP, LONDON)
    assert read.instant == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert read.note == (
        "01:30 on 29 Mar 2026 does not exist in Europe/London: the clocks go forward then. It is read as 02:30."
    )


def test_a_time_that_happens_twice_is_the_first_and_says_so() -> None:
    read = wall_time.read(FOLD, LONDON)
    assert read.instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "happens twice in Europe/London: the clocks go back then. The first is meant." in read.note


@given(st.datetimes(wall("1971-01-01"), wall("2037-12-31")), st.sampled_from(["Europe/Berlin", "Asia/Tehran"]))
def test_any_other_time_is_read_without_a_note(written: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    read = wall_time.read(written, zone)
    same = read.instant.astimezone(zone).replace(tzinfo=None) == written
    assert same or read.note


@pytest.mark.parametrize("night", ["2026-03-28T22:00", "2026-10-24T22:00"])
def test_the_box_gives_the_due_time_of_the_clock_on_the_nights_when_clocks_change(night: str) -> None:
    start = wall_time.read(wall(night), LONDON)
    tried = trial.run(NIGHTS, start, 8 * 3600)
    assert tried.due == NIGHTS.due(start.instant, 8 * 3600)
    assert sum(step_seconds(row.counts) for row in tried.rows) == 8 * 3600


def test_a_short_night_says_why_it_is_short() -> None:
    tried = trial.run(NIGHTS, wall_time.read(wall("2026-03-28T22:00"), LONDON), 8 * 3600)
    assert tried.rows[0] == trial.Row("Sat 28 Mar 22:00–Sun 06:00 counted, clocks go forward", "7 h", True)
    assert tried.due_words == "Sat 4 Apr, 23:00"


def test_a_due_time_is_told_interval_by_interval() -> None:
    tried = form().result
    assert tried is not None
    assert [(row.words, row.counts) for row in tried.rows] == [
        ("Mon 16:00–17:00 counted", "1 h"),
        ("Mon 17:00–Tue 09:00 closed", "–"),
        ("Tue 09:00–10:00 counted", "1 h"),
    ]
    assert tried.due_words == "Tue 31 Mar, 10:00"
    assert (tried.sum_words, tried.due_short) == ("2 h from Mon 16:00", "Tue 10:00")


def test_a_holiday_is_told_by_its_name() -> None:
    easter = Hours(
        "Europe/London", OFFICE_HOURS["weekly"], holidays=["2026-04-06"], holiday_names={"2026-04-06": "Easter Monday"}
    )
    tried = form(start="2026-04-03T16:00", hours=easter).result
    assert tried is not None
    assert [row.words for row in tried.rows][1:4] == [
        "Fri 17:00–Mon 00:00 closed",
        "Mon 6 Apr Easter Monday",
        "Tue 00:00–09:00 closed",
    ]


def test_a_long_target_is_told_in_few_rows_that_add_up() -> None:
    tried = form(target="400 h").result
    assert tried is not None
    assert len(tried.rows) == trial.SHOWN + 1
    assert sum(step_seconds(row.counts) for row in tried.rows) == 400 * 3600


def test_a_target_of_nothing_is_due_at_once() -> None:
    tried = form(start="2026-03-29T12:00", target="0 min").result
    assert tried is not None
    assert tried.due_words == "Sun 29 Mar, 12:00"


@pytest.mark.parametrize(
    ("start", "target", "field", "message"),
    [
        ("next Monday", "2 h", "start", "Write a date and a time"),
        ("", "2 h", "start", "required"),
        ("9999-12-31T23:59", "2 h", "start", "Choose a year from 1901 to 2198."),
        ("0001-01-01T00:00", "2 h", "start", "Choose a year"),
        ("2026-03-30T16:00+02:00", "2 h", "start", "without an offset"),
        ("2026-03-30T16:00", "-2 h", "target", "cannot be negative"),
        ("2026-03-30T16:00", "soon", "target", "such as 4 h 30"),
        ("2026-03-30T16:00", "", "target", "required"),
        ("2198-12-30T16:00", "20000 h", "target", "the year 2199"),
        ("2026-03-30T16:00", "9" * 41, "target", "at most 40"),
    ],
)
def test_what_cannot_be_tried_is_refused_by_its_field(start: str, target: str, field: str, message: str) -> None:
    tried = form(start, target)
    assert tried.result is None
    assert list(tried.errors) == [field]
    assert message.lower() in str(tried.errors[field]).lower()


def test_a_promise_of_the_agreement_is_a_target() -> None:
    tried = DueTimeForm(
        {"start": "2026-03-30T16:00", "promise": "resolution:P2"}, hours=OFFICE, clauses=clauses.read(STANDARD), now=NOW
    )
    assert tried.result is not None
    assert tried.result.target_s == 8 * 3600


def test_another_target_is_written_and_goes_before_the_promise() -> None:
    def tried(**data: str) -> DueTimeForm:
        given = {"start": "2026-03-30T16:00", **data}
        return DueTimeForm(given, hours=OFFICE, clauses=clauses.read(STANDARD), now=NOW)

    both = tried(promise="resolution:P2", target="45 min").result
    assert both is not None
    assert both.target_s == 45 * 60
    assert list(tried(promise="other").errors) == ["target"]
    assert list(tried(promise="other", target="-1 h").errors) == ["target"]
    assert list(tried().errors) == ["promise"]


def test_a_promise_that_nobody_gave_is_refused() -> None:
    tried = DueTimeForm(
        {"start": "2026-03-30T16:00", "promise": "visit:P9"}, hours=OFFICE, clauses=clauses.read(STANDARD), now=NOW
    )
    assert list(tried.errors) == ["promise"]


def test_who_has_not_asked_yet_sees_an_example_from_now() -> None:
    tried = DueTimeForm({}, hours=OFFICE, clauses=clauses.read(STANDARD), now=NOW)
    assert tried.result is not None
    assert (tried.result.start.instant, tried.result.target_s) == (NOW, 1800)


def test_the_year_ahead_names_every_unusual_day_in_order() -> None:
    hours = Hours(
        "Europe/London",
        OFFICE_HOURS["weekly"],
        holidays=["2026-04-03", "2025-04-18"],
        annual_holidays=["12-25", "12-26"],
        holiday_names={"12-25": "Christmas Day", "12-26": "Boxing Day", "2026-04-03": "Good Friday"},
        closures={"2026-12-24": [("12:00", "24:00")]},
        special_days={"2026-06-06": [("10:00", "12:00"), ("22:00", "02:00")], "2026-07-01": []},
    )
    found = [(day.date, day.name, day.words) for day in year_ahead.days(hours, date(2026, 3, 2))]
    assert found == [
        (date(2026, 3, 29), "Clock change", "clocks go forward, that night is one hour shorter"),
        (date(2026, 4, 3), "Good Friday", "closed all day"),
        (date(2026, 6, 6), "Special day", "open 10:00–12:00 and 22:00–02:00"),
        (date(2026, 7, 1), "Special day", "closed all day"),
        (date(2026, 10, 25), "Clock change", "clocks go back, that night is one hour longer"),
        (date(2026, 12, 24), "Closure", "closed 12:00–24:00"),
        (date(2026, 12, 25), "Christmas Day", "closed all day"),
        (date(2026, 12, 26), "Boxing Day", "closed as on every Saturday"),
    ]


def test_half_an_hour_and_several_zones_are_named() -> None:
    both = Hours("Australia/Lord_Howe", OFFICE_HOURS["weekly"]) | OFFICE
    found = year_ahead.days(both, date(2026, 3, 2))
    assert ("Australia/Lord_Howe", "clocks go back, that night is half an hour longer") in [
        (d.zone, d.words) for d in found
    ]
    assert {day.zone for day in found} == {"Australia/Lord_Howe", "Europe/London"}


def step_seconds(words: str) -> int:
    """Return the seconds that a row of the explanation counts."""
    return 0 if words == "–" else typed.seconds(words)
