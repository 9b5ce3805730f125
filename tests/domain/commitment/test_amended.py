"""What an amended calendar or agreement does, for whole arrays: the same as one stamp at a time."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.commitment.amended import NOTHING_PROMISED, Effect, due, effects, stamps
from steadfast.domain.commitment.stamp import Waiting, stamp
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.working_time import Hours
from steadfast.domain.working_time.instants import to_instant, to_seconds

HOURS = Hours("Europe/London", {day: [("09:00", "17:00")] for day in ("mon", "tue", "wed", "thu", "fri")})
TERMS = Terms("resolution", 8 * 3600, pauses_on=("client",))
NOW = to_seconds(datetime(2026, 3, 2, 10, tzinfo=UTC))
WEEKS = st.integers(0, 40 * 24 * 3600)


@given(st.lists(st.tuples(WEEKS, st.none() | st.tuples(WEEKS, WEEKS)), min_size=1, max_size=8))
def test_arrays_and_single_stamps_agree(promised: list[tuple[int, tuple[int, int] | None]]) -> None:
    starts = np.array([NOW + start for start, _ in promised], dtype=np.int64)
    waits = {
        place: [Waiting("client", to_instant(NOW + since), None, to_instant(NOW + since + lasts))]
        for place, (_, waited) in enumerate(promised)
        if waited is not None
        for since, lasts in [waited]
    }
    singly = [stamp(TERMS, HOURS, to_instant(int(s)), waits.get(place, ())) for place, s in enumerate(starts)]
    found = stamps(TERMS, HOURS, starts, waits)
    assert found.due.tolist() == due(TERMS, HOURS, starts, waits).tolist() == [to_seconds(one.due_at) for one in singly]
    assert found.warn.tolist() == [to_seconds(one.warn_at) for one in singly]
    assert found.felt.tolist() == [to_seconds(one.felt_due_at) for one in singly]


@pytest.mark.parametrize(
    ("old", "new", "moves", "effect"),
    [
        (10, 5, 0, Effect.EARLIER),
        (10, 10, 0, Effect.UNCHANGED),
        (10, 15, 0, Effect.LATER),
        (-1, 5, 0, Effect.FALLEN_DUE),
        (10, -5, 0, Effect.OVERDUE_BY_IT),
        (10, 15, 1, Effect.MOVED),
        (-10, -15, 1, Effect.FALLEN_DUE),
    ],
)
def test_what_becomes_of_a_promise(old: int, new: int, moves: int, effect: Effect) -> None:
    found = effects(np.array([NOW + old]), np.array([NOW + new]), np.array([moves]), NOW)
    assert Effect(int(found[0])) is effect


def test_what_is_due_this_very_second_has_not_fallen_due() -> None:
    found = effects(np.array([NOW]), np.array([NOW]), np.array([0]), NOW)
    assert Effect(int(found[0])) is Effect.UNCHANGED


def test_a_target_taken_away_leaves_what_was_promised() -> None:
    found = effects(np.array([NOW + 5]), np.array([NOTHING_PROMISED]), np.array([0]), NOW)
    assert Effect(int(found[0])) is Effect.NO_LONGER_PROMISED


def test_a_start_with_a_fraction_of_a_second_is_floored_as_by_the_clock() -> None:
    at = to_instant(NOW) + timedelta(microseconds=999_999)
    assert due(TERMS, HOURS, np.array([to_seconds(at)]), {})[0] == to_seconds(stamp(TERMS, HOURS, at).due_at)
