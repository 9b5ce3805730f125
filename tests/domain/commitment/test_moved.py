"""A moved commitment: exactly the agreed date, and a new clock from the yes on that later waits pause."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.commitment import lifecycle
from steadfast.domain.commitment.lifecycle import Refused, State
from steadfast.domain.commitment.stamp import Agreed, Stamp, Waiting, pausing, stamp, stamp_after
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.working_time import Hours

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
OFFICE = Hours.from_dict(
    {"timezone": "UTC", "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
TERMS = Terms("resolution", 8 * 3600, pauses_on=("client",))


def test_a_moved_date_is_exactly_the_agreed_one_even_outside_open_hours() -> None:
    saturday = datetime(2026, 11, 28, 12, tzinfo=UTC)
    found = stamp_after(Agreed(MONDAY, saturday), TERMS, OFFICE)
    assert (found.due_at, found.felt_due_at) == (saturday, saturday)
    assert MONDAY < found.warn_at < saturday


def test_a_wait_after_the_yes_pauses_the_new_clock_by_the_open_time_that_it_takes() -> None:
    agreed = Agreed(MONDAY, MONDAY + DAY + 3 * HOUR)  # Tuesday 12:00: 8 h + 3 h of open time
    over_night = Waiting("client", MONDAY + 7 * HOUR, MONDAY + DAY + HOUR, MONDAY + 5 * DAY)  # Mon 16:00 to Tue 10:00
    found = stamp_after(agreed, TERMS, OFFICE, [over_night])
    assert found.due_at == MONDAY + DAY + 5 * HOUR  # one hour on Monday and one on Tuesday are put behind it
    assert found.felt_due_at == agreed.due_at
    assert found.warn_at > MONDAY + DAY


@pytest.mark.parametrize(
    "wait",
    [
        Waiting("client", MONDAY - HOUR, None, MONDAY + 3 * DAY),  # known to whoever said yes
        Waiting("supplier", MONDAY + HOUR, None, MONDAY + 3 * DAY),  # not named by the terms
    ],
)
def test_other_waits_leave_the_agreed_date(wait: Waiting) -> None:
    agreed = Agreed(MONDAY, MONDAY + DAY)
    assert stamp_after(agreed, TERMS, OFFICE, [wait]).due_at == agreed.due_at
    assert pausing(TERMS, [wait], agreed) is None


def test_a_clock_rests_since_the_wait_that_its_terms_name_began() -> None:
    wait = Waiting("client", MONDAY + HOUR, None, MONDAY + DAY)
    assert pausing(TERMS, [wait]) == wait.since
    assert pausing(TERMS, [Waiting("client", MONDAY, MONDAY + HOUR, MONDAY + HOUR)]) is None


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 60))
def test_the_felt_due_time_is_the_one_without_any_wait(since: int, length: int, target: int) -> None:
    terms = Terms("resolution", target * 1800, pauses_on=("client",))
    start = MONDAY + since * HOUR
    wait = Waiting("client", start, start + length * HOUR, start + length * HOUR)
    plain = stamp(terms, OFFICE, MONDAY)
    found = stamp(terms, OFFICE, MONDAY, [wait])
    assert found.felt_due_at == plain.due_at == plain.felt_due_at <= found.due_at


def promise() -> State:
    found = stamp(TERMS, OFFICE, MONDAY)
    return State(
        "resolution", 1, 2, 3, MONDAY, found.due_at, found.warn_at, found.due_at, found.felt_due_at, terms="digest"
    )


def moved(state: State, to_due: datetime, at: datetime) -> State:
    found: Stamp = stamp_after(Agreed(at, to_due), TERMS, OFFICE)
    return lifecycle.move(state, to_due=to_due, warn_at=found.warn_at, agreed_at=at)


def test_two_moves_add_up_their_slip_and_a_date_brought_forward_adds_none() -> None:
    first = moved(promise(), MONDAY + 2 * DAY, MONDAY + HOUR)
    back = moved(first, MONDAY + DAY, MONDAY + 2 * HOUR)
    assert (back.moves, back.slip_s) == (2, int((MONDAY + 2 * DAY - promise().due_at).total_seconds()))
    assert (back.due_at, back.first_due_at) == (MONDAY + DAY, promise().due_at)


@pytest.mark.parametrize(
    ("to_due", "at", "why"),
    [
        (MONDAY + 9 * DAY, MONDAY + DAY, "fallen due"),
        (MONDAY + HOUR, MONDAY + HOUR, "lie ahead"),
        (MONDAY + 8 * HOUR, MONDAY + HOUR, "already"),
    ],
)
def test_a_move_is_refused_after_due_to_the_past_and_to_where_it_is(to_due: datetime, at: datetime, why: str) -> None:
    with pytest.raises(Refused, match=why):
        moved(promise(), to_due, at)


def test_at_exactly_its_due_time_a_promise_can_still_be_moved() -> None:
    assert moved(promise(), MONDAY + 3 * DAY, promise().due_at).moves == 1
