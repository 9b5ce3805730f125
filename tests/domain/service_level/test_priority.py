"""Priority is a table of impact and urgency, and nothing else."""

import pytest

from steadfast.domain.service_level.priority import LEVELS, PRIORITIES, in_words, priority

TABLE = {
    (1, 1): "P1",
    (1, 2): "P2",
    (2, 1): "P2",
    (1, 3): "P3",
    (2, 2): "P3",
    (3, 1): "P3",
    (2, 3): "P4",
    (3, 2): "P4",
    (3, 3): "P4",
}


@pytest.mark.parametrize(("levels", "expected"), TABLE.items())
def test_every_pair_has_the_priority_of_the_table(levels: tuple[int, int], expected: str) -> None:
    assert priority(*levels) == expected


def test_more_impact_or_more_urgency_never_lowers_the_priority() -> None:
    for impact in LEVELS:
        for urgency in LEVELS:
            here = PRIORITIES.index(priority(impact, urgency))
            assert PRIORITIES.index(priority(max(impact - 1, 1), urgency)) <= here
            assert PRIORITIES.index(priority(impact, max(urgency - 1, 1))) <= here


@pytest.mark.parametrize(("impact", "urgency", "name"), [(0, 1, "impact"), (4, 1, "impact"), (1, 0, "urgency")])
def test_a_level_outside_the_table_is_named(impact: int, urgency: int, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        priority(impact, urgency)


def test_the_reason_is_said_in_words() -> None:
    assert in_words(2, 2) == "a team, soon"
