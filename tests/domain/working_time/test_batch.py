"""Arrays of instants: shapes, limits and refusals."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from steadfast.domain.working_time import CalendarError, Hours
from tests.domain.working_time.calendars import OFFICE

NOON = 1_705_320_000
HOURS = Hours("Europe/London", OFFICE)


def test_an_empty_batch_has_an_empty_answer_and_shapes_are_kept() -> None:
    nothing = np.array([], dtype=np.int64)
    assert HOURS.due_many(nothing, 60).shape == HOURS.worked_many(nothing, nothing).shape == (0,)
    square = np.full((2, 3), NOON)
    assert HOURS.due_many(square, 60).tolist() == [[NOON + 60] * 3] * 2
    assert HOURS.worked_many(square, square + 60).tolist() == [[60] * 3] * 2


def test_a_batch_reaches_as_far_as_its_longest_target() -> None:
    starts, work = np.array([NOON, NOON]), np.array([0, 40_000 * 3600])
    assert HOURS.due_many(starts, work).tolist() == [NOON, HOURS.due_s(NOON, 40_000 * 3600)]


def test_a_batch_larger_than_one_piece_equals_single_questions_at_its_seams() -> None:
    starts = np.arange(NOON, NOON + 70_000 * 977, 977)
    dues = HOURS.due_many(starts, 5000)
    worked = HOURS.worked_many(starts, starts + 99_999)
    for i in (0, 32_767, 32_768, 65_535, 65_536, 69_999):
        start = int(starts[i])
        assert (dues[i], worked[i]) == (HOURS.due_s(start, 5000), HOURS.worked_s(start, start + 99_999))


def test_a_batch_names_the_element_that_it_refuses() -> None:
    with pytest.raises(CalendarError) as refusal:
        HOURS.due_many(np.array([NOON, NOON]), np.array([60, -5]))
    assert (refusal.value.code, refusal.value.field) == ("negative-duration", "seconds[1]")
    for wrong in (np.array([1.5]), np.array(["x"])):
        with pytest.raises(CalendarError) as shape:
            HOURS.due_many(wrong, 60)
        assert shape.value.code == "bad-shape"


def test_hours_travel_between_processes() -> None:
    again = pickle.loads(pickle.dumps(HOURS))
    assert again == HOURS and again.due_s(NOON, 60) == NOON + 60


def test_threads_that_ask_while_a_table_grows_get_the_same_answers() -> None:
    fresh = Hours("Europe/London", OFFICE, holidays=["2031-03-03"])
    starts = [NOON + year * 31_556_952 for year in range(-20, 60)] * 3
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda start: fresh.due_s(start, 90_000), starts))
    assert answers == [fresh.due_s(start, 90_000) for start in starts]
