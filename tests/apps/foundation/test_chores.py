"""The chores that come by the clock: each is done again when the process that did it was killed."""

import pytest

from steadfast.foundation.jobs import schedule


@pytest.mark.parametrize("name", sorted(schedule._schedules))
def test_one_kill_is_no_reason_to_give_a_chore_up(name: str) -> None:
    assert schedule._schedules[name].task.max_attempts > 2
