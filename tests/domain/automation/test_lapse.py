"""So many open hours before an instant and after one: the calendar counts them, closed time is none."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.automation.rules import lapse
from steadfast.domain.working_time import Hours

WEEK = Hours("UTC", {day: [("09:00", "17:00")] for day in ("mon", "tue", "wed", "thu", "fri")})
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def at(days: int, hour: int) -> datetime:
    return MONDAY + timedelta(days=days, hours=hour)


def test_closed_time_is_no_open_hour() -> None:
    assert lapse.before(WEEK, at(7, 10), 2) == at(4, 16)  # Monday at ten, from Friday at four on
    assert lapse.after(WEEK, at(4, 16), 2) == at(7, 10)
    assert lapse.before(WEEK, at(5, 12), 2) == at(4, 15)  # due on a Saturday: the last open hours are those of Friday


def test_what_is_promised_for_sooner_counts_at_once() -> None:
    assert lapse.falls_due(WEEK, at(0, 12), at(0, 11), 4) == at(0, 11)
    assert lapse.falls_due(WEEK, at(1, 12), at(0, 11), 4) == at(0, 16)


@given(st.integers(0, 60 * 24 * 40), st.integers(1, 100))
def test_before_is_the_first_moment_with_so_much_left(minutes: int, hours: int) -> None:
    end = MONDAY + timedelta(minutes=minutes)
    found = lapse.before(WEEK, end, hours)
    assert WEEK.worked(found, end) == hours * 3600
    assert WEEK.worked(found - timedelta(seconds=1), end) in (hours * 3600, hours * 3600 + 1)
    assert WEEK.worked(WEEK.due(found, 1), end) == hours * 3600 - 1
