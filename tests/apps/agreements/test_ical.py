"""Calendars out and in as iCalendar: the round trip, what others write, and files that mean harm."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steadfast.apps.agreements import day_rows, ical
from steadfast.apps.agreements.ical import IcalError, Read
from steadfast.domain.working_time import Hours
from tests.factories import NOW, OFFICE_HOURS

SPANS = st.lists(
    st.tuples(st.integers(0, 23), st.integers(1, 24))
    .filter(lambda t: t[0] < t[1])
    .map(lambda t: [f"{t[0]:02}:15", f"{t[1]:02}:00" if t[1] == 24 else f"{t[1]:02}:45"]),
    min_size=1,
    max_size=2,
    unique_by=tuple,
)
DATES = st.dates(date(2024, 1, 1), date(2030, 12, 31)).map(date.isoformat)
BODIES = st.fixed_dictionaries(
    {
        "timezone": st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata"]),
        "weekly": st.dictionaries(st.sampled_from(["mon", "wed", "sun"]), SPANS, min_size=1),
        "holidays": st.lists(DATES, max_size=3, unique=True),
        "annual_holidays": st.lists(st.sampled_from(["01-01", "02-29", "12-25"]), max_size=3, unique=True),
        "closures": st.dictionaries(DATES, SPANS, max_size=2),
        "special_days": st.dictionaries(DATES, SPANS | st.just([]), max_size=2),
    }
)


def file(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *lines, "END:VCALENDAR", ""]).encode()


def event(*lines: str) -> list[str]:
    return ["BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"]


def read(data: bytes) -> Read:
    return ical.read(data, zone="Europe/London", origin="a file")


@given(BODIES)
def test_what_is_written_is_read_back(body: dict[str, Any]) -> None:
    named = {day: f"Day {day}" for day in [*body["holidays"], *body["annual_holidays"]]}
    written = Hours.from_dict({**body, "holiday_names": named}).to_dict()
    found = read(ical.write("Office hours", written, uid="cal-1", now=NOW))
    again = {"timezone": found.zone, "weekly": found.weekly, **day_rows.written(found.rows)}
    assert found.not_understood == []
    assert Hours.from_dict(again).to_dict() == written


def test_a_feed_of_holidays_becomes_rows_with_their_origin() -> None:
    found = read(file(*event("DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261227", "SUMMARY:Christmas")))
    told = [(row.what, row.date, row.name, row.origin) for row in found.rows]
    assert told == [("holiday", f"2026-12-{day}", "Christmas", "a file") for day in (25, 26)]


def test_what_is_not_understood_is_listed_by_component() -> None:
    rules = ("FREQ=SECONDLY", "FREQ=YEARLY;COUNT=1000000000", "FREQ=MONTHLY;BYDAY=1MO")
    odd = [line for rule in rules for line in event("DTSTART;VALUE=DATE:20260101", f"RRULE:{rule}", "SUMMARY:Often")]
    found = read(file(*odd, "BEGIN:VTODO", "UID:2", "SUMMARY:Water the plants", "END:VTODO", *event("SUMMARY:Never")))
    assert found.rows == []
    assert [line.split(":")[0] for line in found.not_understood] == [
        *["VEVENT “Often”"] * 3,
        "VTODO “Water the plants”",
        "VEVENT “Never”",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no iCalendar|VCALENDAR"),
        (b"hello", "no iCalendar|VCALENDAR"),
        (file("BEGIN:VEVENT"), "no iCalendar|VCALENDAR"),
        ("BEGIN:VCALENDAR\nSUMMARY:Löwe\nEND:VCALENDAR".encode("latin-1"), "Line 2 is not written in UTF-8"),
        (file(*["BEGIN:VEVENT", "END:VEVENT"] * 3_000), "begins more than 2,000 components"),
        (b"x" * 1_000_001, "at most 1,000,000"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(data: bytes, told: str) -> None:
    with pytest.raises(IcalError, match=told):
        read(data)


def test_the_hours_of_the_tests_go_out_by_the_week() -> None:
    text = ical.write("Office hours", OFFICE_HOURS, uid="cal-1", now=NOW).decode()
    assert "BEGIN:VAVAILABILITY" in text
    assert "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" in text
    assert "DTSTART;TZID=Europe/London:20240101T090000" in text


def hours_of(*lines: str) -> bytes:
    span = ("DTSTART:20270104T090000", "DTEND:20270104T170000")
    inner = ("BEGIN:AVAILABLE", "UID:2", *span, *lines, "END:AVAILABLE")
    return file("BEGIN:VAVAILABILITY", "UID:1", *inner, "END:VAVAILABILITY")


def test_hours_of_the_first_monday_of_a_month_are_named_as_not_understood() -> None:
    found = read(hours_of("RRULE:FREQ=WEEKLY;BYDAY=TU,1MO"))
    assert found.weekly == {}
    assert found.not_understood == ["AVAILABLE: only hours that come every week are read"]


def test_a_weekday_that_is_named_often_counts_once() -> None:
    assert read(hours_of("RRULE:FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 5_000))).weekly == {"mon": [["09:00", "17:00"]]}


def test_a_file_of_very_many_lines_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(IcalError, match="more than 25,000 lines"):
        read(file(*["X:1"] * 25_000))
