"""A forgotten clock is cut where the work probably ended, never booked as it stands."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.hours import forgotten

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
NEXT_DAY = START + timedelta(days=1)


def test_eight_hours_are_believed_and_a_minute_more_is_not() -> None:
    assert not forgotten.is_forgotten(START, START + timedelta(hours=8))
    assert forgotten.is_forgotten(START, START + timedelta(hours=8, minutes=1))


def test_it_ended_shortly_after_the_last_thing_they_did() -> None:
    deeds = [START - timedelta(hours=1), START + timedelta(minutes=20), START + timedelta(minutes=50)]
    found = forgotten.proposed_end(START, NEXT_DAY, deeds=deeds, closes=START + timedelta(hours=8))
    assert found == START + timedelta(minutes=55)


def test_without_a_deed_it_ended_with_the_open_hours() -> None:
    closes = START + timedelta(hours=7)
    assert forgotten.proposed_end(START, NEXT_DAY, deeds=[], closes=closes) == closes


@given(st.lists(st.integers(-100, 3000), max_size=5), st.none() | st.integers(-100, 3000), st.integers(481, 5000))
def test_a_proposal_is_never_longer_than_is_believed(deeds: list[int], closes: int | None, age: int) -> None:
    now = START + timedelta(minutes=age)
    done = [START + timedelta(minutes=each) for each in deeds]
    end = None if closes is None else START + timedelta(minutes=closes)
    found = forgotten.proposed_end(START, now, deeds=done, closes=end)
    assert START < found <= START + forgotten.LONGEST
