"""The forecast: what was open at the same age, its interval, its silence, and a back-test that cannot see ahead."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.forecast import BINS, History, backtest, place_of
from steadfast.domain.forecast.backtest import Past

DAY = timedelta(days=1)
START = datetime(2026, 1, 1, tzinfo=UTC)
ages = st.lists(st.integers(0, 100).map(lambda number: number / 50), max_size=40)


def test_the_worked_example_of_the_page() -> None:
    """docs/algorithms/forecast.md: 100 promises, 50 kept early, 20 in the last quarter, 30 late."""
    history = History.of([0.2] * 50 + [0.9] * 20 + [1.5] * 30)
    start, later = history.chance(0, least=30), history.chance(0.5, least=30)
    assert start is not None
    assert later is not None
    assert (start.kept, start.n) == (70, 100)
    assert (later.kept, later.n, round(later.low, 3), round(later.high, 3)) == (20, 50, 0.276, 0.538)


def test_the_edges_of_a_place() -> None:
    assert [place_of(used) for used in (0, 0.001, 1 / BINS, 1.0, 1.0001)] == [0, 0, 0, BINS - 1, BINS]


def test_too_few_say_nothing_and_what_is_late_is_no_forecast() -> None:
    history = History.of([0.5] * 29)
    assert history.chance(0, least=30) is None
    assert History.of([0.5] * 30).chance(0, least=30) is not None
    assert History.of([2.0] * 30).chance(1.01, least=30) is None


@given(ages, st.integers(0, BINS - 1))
def test_it_counts_what_a_plain_count_counts(used: list[float], place: int) -> None:
    age = place / BINS
    like = [one for one in used if place_of(one) >= place]
    chance = History.of(used).chance(age, least=1)
    if not like:
        assert chance is None
    else:
        assert chance is not None
        assert (chance.n, chance.kept) == (len(like), sum(one <= 1 for one in like))
        assert chance.low <= chance.kept / chance.n <= chance.high


def past(number: int, used: float, priority: str = "P3") -> Past:
    return Past("resolution", priority, START + number * DAY, START + number * DAY + used * DAY, used)


def test_a_back_test_foretells_by_what_was_known_when_the_promise_was_given() -> None:
    early = [past(number, 2.0) for number in range(400)]  # all late, then all kept
    late = [past(number, 0.4) for number in range(400, 800)]
    found = backtest.backtest([*late, *early], least=30, likely_late=0.5)
    assert found is not None
    assert found.learnt == 400
    assert found.parts[0].n == 250 * 2  # asked at 0 and a quarter, before anything newer was learnt
    assert (found.parts[0].foretold, found.parts[0].kept) == (0, 1)
    assert (found.flagged, found.right, found.late) == (800, 0, 0)


def test_without_a_past_there_is_no_back_test() -> None:
    assert backtest.backtest([], least=30, likely_late=0.5) is None
    assert backtest.backtest([past(number, 0.4) for number in range(20)], least=30, likely_late=0.5) is None


def test_only_the_newest_are_learnt_from() -> None:
    found = backtest.newest(past(number, 0.5) for number in range(backtest.WINDOW + 5))
    rows = found["resolution", "P3"]
    assert (len(rows), rows[0].since) == (backtest.WINDOW, START + 5 * DAY)
