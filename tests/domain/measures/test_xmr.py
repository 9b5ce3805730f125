"""Process-behavior charts: limits as the statistics module gives them, and the four rules of signals."""

from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.measures import xmr
from tests.domain import worked

CALM = [50.0, 52.0, 49.0, 51.0, 50.0, 48.0, 51.0, 50.0, 52.0, 49.0, 50.0, 50.0]
steady = st.floats(0, 1000, allow_nan=False)


def rules(values: list[float | None], **how: object) -> list[tuple[str, int, int]]:
    return [(s.rule, s.first, s.last) for s in xmr.chart(values, **how).signals]  # type: ignore[arg-type]


def test_the_worked_table_is_what_the_code_says() -> None:
    rows = worked.table("xmr.md", "no")
    chart = xmr.chart([float(row["value"]) for row in rows])
    assert ["–" if r is None else f"{r:g}" for r in chart.ranges] == [row["range"] for row in rows]
    said = {signal.last: signal.rule for signal in chart.signals}
    assert [said.get(place, "") for place in range(len(rows))] == [row["signal"] for row in rows]


def test_the_worked_limits_are_those_of_the_statistics_module() -> None:
    values = [float(row["value"]) for row in worked.table("xmr.md", "no")]
    base = values[:12]
    mean, spread = fmean(base), fmean(abs(b - a) for a, b in pairwise(base))
    by_hand = [mean, spread, mean - 2.66 * spread, mean + 2.66 * spread, 3.268 * spread]
    assert [f"{value:.3f}" for value in by_hand] == [row["value"] for row in worked.table("xmr.md", "what")]
    found = xmr.chart(values).stretches[0].limits
    assert found is not None
    assert [found.mean, found.mean_range, found.low, found.high, found.high_range] == pytest.approx(by_hand)


@pytest.mark.parametrize(
    ("values", "are_limits", "provisional"), [(5, False, None), (6, True, True), (12, True, False)]
)
def test_fewer_than_six_give_no_limits_and_fewer_than_twelve_provisional_ones(
    values: int, are_limits: bool, provisional: bool | None
) -> None:
    found = xmr.limits(CALM[:values])
    assert (found is not None) is are_limits
    assert (found.is_provisional if found else None) is provisional


def test_limits_of_shares_stay_between_nought_and_one_and_signals_use_the_uncut_ones() -> None:
    shares: list[float | None] = [0.97, 0.99, 1.0, 0.98, 1.0, 0.99, 1.0, 0.97, 1.0, 0.99, 0.98, 1.0]
    chart = xmr.chart(shares, bounds=(0.0, 1.0))
    found = chart.stretches[0].limits
    assert found is not None
    assert found.high == 1.0 < found.mean + found.reach
    assert chart.signals == ()


def test_a_run_of_eight_is_named_once_and_whole() -> None:
    assert rules([*CALM, *[51.0] * 7]) == []
    assert rules([*CALM, *[51.0] * 8]) == [("run", 12, 19)]
    assert rules([*CALM, *[51.0] * 11]) == [("run", 12, 22)]


def test_three_of_four_near_a_limit_are_named_and_two_are_not() -> None:
    high = 50.2 + 2.7  # the reach is 5.3, so this lies nearer the upper limit than the mean
    assert rules([*CALM, high, high, 50.0, 49.0]) == []
    assert rules([*CALM, high, high, 50.0, high]) == [("near", 12, 15)]
    assert rules([*CALM, high, 100.4 - high, high, 50.0]) == []


def test_a_month_without_a_value_is_left_out() -> None:
    with_gap = [*CALM[:4], None, *CALM[4:], 30.0]
    assert xmr.chart(with_gap).stretches[0].limits == xmr.chart([*CALM, 30.0]).stretches[0].limits
    assert rules(with_gap)[0] == ("jump", 12, 13)
    assert xmr.chart(with_gap).ranges[5] == abs(CALM[4] - CALM[3])


def test_new_limits_begin_at_a_marked_change_and_no_range_reaches_over_it() -> None:
    better = [value + 30 for value in CALM]
    chart = xmr.chart([*CALM, *better], changes=[12])
    before, after = chart.stretches
    assert (before.limits, after.first) == (xmr.limits(CALM), 12)
    assert after.limits is not None
    assert after.limits.mean == pytest.approx(fmean(better))
    assert chart.ranges[12] is None
    assert chart.signals == ()
    assert rules([*CALM, *better])[:2] == [("jump", 11, 12), ("outside", 12, 12)]


def test_later_values_never_move_the_limits() -> None:
    assert xmr.chart([*CALM, 90.0, 10.0]).stretches[0].limits == xmr.chart(CALM).stretches[0].limits


def test_a_baseline_without_variation_makes_any_difference_a_signal() -> None:
    assert ("outside", 12, 12) in rules([*[7.0] * 12, 8.0])


@pytest.mark.parametrize("baseline", [5, 25])
def test_a_baseline_has_six_to_twenty_four_values(baseline: int) -> None:
    with pytest.raises(ValueError, match=str(baseline)):
        xmr.chart(CALM, baseline=baseline)


@given(st.lists(st.none() | steady, max_size=40), st.lists(st.integers(-3, 45), max_size=3))
def test_any_values_give_a_chart_whose_signals_lie_in_it(values: list[float | None], changes: list[int]) -> None:
    chart = xmr.chart(values, changes=changes)
    assert [stretch.first for stretch in chart.stretches[1:]] == [stretch.end for stretch in chart.stretches[:-1]]
    for signal in chart.signals:
        assert 0 <= signal.first <= signal.last < len(values)
        assert values[signal.last] is not None
