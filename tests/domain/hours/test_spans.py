"""A stretch of work in its days, over the nights in which the clocks change, and stretches over each other."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.hours.spans import Span, by_day, midnight, overlaps

LONDON = "Europe/London"
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
LENGTHS = st.integers(0, 90 * 3600).map(lambda seconds: timedelta(seconds=seconds))
ZONES = st.sampled_from([LONDON, "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])


@given(INSTANTS, LENGTHS, ZONES)
def test_the_days_add_up_to_the_whole(start: datetime, length: timedelta, zone: str) -> None:
    parts = by_day(start, start + length, zone)
    assert sum(part.minutes for part in parts) == max(int(length.total_seconds() + 30) // 60, 1)
    assert all(part.minutes > 0 for part in parts)
    assert [part.day for part in parts] == sorted({part.day for part in parts})


def test_over_midnight_it_is_two_days() -> None:
    parts = by_day(datetime(2026, 3, 2, 23, 30, tzinfo=UTC), datetime(2026, 3, 3, 0, 15, tzinfo=UTC), LONDON)
    assert [(part.day, part.minutes) for part in parts] == [(date(2026, 3, 2), 30), (date(2026, 3, 3), 15)]


def test_the_night_in_which_the_clocks_go_back_has_an_hour_more() -> None:
    day = date(2026, 10, 25)
    parts = by_day(midnight(day, LONDON), midnight(day + timedelta(days=1), LONDON), LONDON)
    assert [(part.day, part.minutes) for part in parts] == [(day, 25 * 60)]


def test_the_night_in_which_they_go_forward_has_one_less() -> None:
    day = date(2026, 3, 29)
    parts = by_day(midnight(day, LONDON), midnight(day + timedelta(days=1), LONDON), LONDON)
    assert [(part.day, part.minutes) for part in parts] == [(day, 23 * 60)]


def test_what_lies_over_each_other_is_named_in_pairs() -> None:
    def span(start: int, end: int) -> Span:
        return Span(datetime(2026, 3, 2, start, tzinfo=UTC), datetime(2026, 3, 2, end, tzinfo=UTC))

    rows = [(span(9, 12), "phones"), (span(11, 13), "mail"), (span(13, 14), "lunch"), (span(8, 10), "call")]
    assert overlaps(rows) == [("call", "phones"), ("phones", "mail")]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=12))
def test_the_pairs_are_those_that_a_comparison_of_all_finds(drawn: list[tuple[int, int]]) -> None:
    start = datetime(2026, 3, 2, tzinfo=UTC)
    rows = [
        (Span(start + timedelta(minutes=low), start + timedelta(minutes=low + length)), place)
        for place, (low, length) in enumerate(drawn)
    ]
    all_pairs = {
        frozenset((a, b))
        for one, a in rows
        for other, b in rows
        if a < b and one.start < other.end and other.start < one.end
    }
    assert {frozenset(pair) for pair in overlaps(rows)} == all_pairs
