"""How late: nearest ranks, as the page of the algorithm says."""

from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.measures.lateness import lateness
from tests.domain import worked


def test_the_worked_table_is_what_the_code_says() -> None:
    for row in worked.table("lateness.md", "minutes late"):
        found = lateness([int(minutes) for minutes in row["minutes late"].split()])
        assert found is not None
        assert [found.count, found.median, found.p90] == [int(row[name]) for name in ("n", "median", "P90")]


def test_nothing_late_has_no_figures() -> None:
    assert lateness([]) is None


@given(st.lists(st.integers(0, 10**7), min_size=1), st.integers(0, 5))
def test_nine_of_ten_are_no_later_and_one_fewer_is_not_enough(seconds: list[int], growing: int) -> None:
    found = lateness(seconds, growing)
    assert found is not None
    assert found.p90 in seconds
    assert sum(value <= found.p90 for value in seconds) >= ceil(len(seconds) * 0.9 - 1e-9)
    assert sum(value < found.p90 for value in seconds) < ceil(len(seconds) * 0.9 - 1e-9)
    assert found.growing == growing
