"""A promise in one line: the worked table, round trips of what is shown, and that no text breaks the reader."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.commitment.typed_promise import LONGEST, Understood, read, said
from steadfast.domain.working_time import Hours
from tests.domain.worked import table

LONDON = ZoneInfo("Europe/London")
OFFICE = Hours("Europe/London", {day: [("09:00", "17:00")] for day in ("mon", "tue", "wed", "thu", "fri")})
NOW = datetime(2026, 11, 24, 14, 30, tzinfo=LONDON)
WORKED = table("typed-promise.md", "typed")


def heard(line: str, now: datetime = NOW, zone: ZoneInfo = LONDON) -> Understood:
    return read(line, now=now, zone=zone, hours=OFFICE)


@pytest.mark.parametrize("row", WORKED, ids=[row["typed"] for row in WORKED])
def test_the_worked_table(row: dict[str, str]) -> None:
    found = heard(row["typed"])
    due = said(found.due_at, LONDON) if found.due_at else "–"
    assert (found.what, due, found.trouble or "–") == (row["what"], row["due"], row["or asked"])


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("x within 4 working hours", 14_400),
        ("x within four business hours", 14_400),
        ("x within 1 h 30 of office hours", None),
        ("x within 90 min working time", 5_400),
        ("x within 4 h", None),
        ("x by Friday", None),
    ],
)
def test_only_working_hours_count_on_the_calendar(line: str, seconds: int | None) -> None:
    assert heard(line).target_s == seconds


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("send the quote to Kestrel Dental please by Friday", "Kestrel Dental please"),
        ("call @Amara Ruiz by Friday", "Amara Ruiz"),
        ("call Amara back by Friday", "Amara"),
    ],
)
def test_names_are_offered_likeliest_first(line: str, first: str) -> None:
    assert heard(line).whom[0] == first
    assert "@" not in heard(line).what


def test_a_marked_name_keeps_others_from_being_looked_up() -> None:
    assert heard("@Amara send Jo the list to the depot by Friday").whom[-1] == "Amara"


def test_on_a_weekday_its_name_means_today_while_the_time_lies_ahead() -> None:
    assert said(heard("x by Tuesday 15:00").due_at or NOW, LONDON) == "Tuesday 24 Nov 2026 15:00"
    assert said(heard("x by Tuesday 14:00").due_at or NOW, LONDON) == "Tuesday 1 Dec 2026 14:00"


def test_a_time_that_happens_twice_is_refused() -> None:
    assert "happens twice" in heard("x by 25 Oct 2027 01:30").trouble or heard("x by 31 Oct 2027 01:30").trouble


def test_a_line_that_is_too_long_is_refused_and_kept() -> None:
    line = "a" * (LONGEST + 1)
    assert (heard(line).what, heard(line).due_at) == (line, None)


def test_nothing_but_a_time_promises_nothing() -> None:
    assert heard("by Friday 12:00").trouble == "Say what is promised."


@given(
    st.integers(min_value=1, max_value=5_000_000),
    st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata"]),
)
def test_what_is_shown_can_be_typed_again(minutes: int, zone: str) -> None:
    place = ZoneInfo(zone)
    instant = (NOW.astimezone(UTC) + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    found = heard(f"call back by {said(instant, place)}", zone=place)
    assert found.due_at == instant or "happens twice" in found.trouble
    assert found.what == "call back"


@given(st.integers(min_value=1, max_value=400))
def test_working_hours_are_counted_as_the_calendar_does(hours: int) -> None:
    assert heard(f"reply within {hours} working hours").due_at == OFFICE.due(NOW, hours * 3600)


WORDS = st.sampled_from([
    "by", "within", "in", "on", "at", "next", "this", "the", "end", "of", "business", "week", "month", "tomorrow",
    "noon", "Friday", "mon", "3", "dec", "5", "12:00", "10am", "25:99", "4", "working", "hours", "days", "half", "an",
    "hour", "0", "99999", "2026-13-40", "2026-12-03", "29", "Feb", "cob", "eom", "@", "@Amara", "to", "\0",
    "🐟", "–", ".",
])  # fmt: skip


@given(st.text(max_size=400) | st.lists(WORDS, max_size=14).map(" ".join))
def test_no_text_breaks_it(line: str) -> None:
    found = heard(line)
    assert found.due_at is None or found.due_at > NOW
    assert found.trouble or (found.what and found.due_at)
