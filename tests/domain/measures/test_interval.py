"""The Wilson interval against the statistics package of the standard library and published values."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.measures.interval import Z95, wilson


def test_it_gives_the_published_values() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81/263, 15/148, 0/20, 1/29
    published = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (hits, trials), (low, high) in published.items():
        assert wilson(hits, trials) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_no_trials_give_no_interval() -> None:
    assert wilson(0, 0) is None


def test_more_hits_than_trials_are_refused() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)


@given(st.integers(1, 5000), st.data())
def test_it_holds_the_share_and_solves_the_score_equation(trials: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, trials))
    low, high = wilson(hits, trials) or (1.0, 0.0)
    assert 0 <= low <= hits / trials <= high <= 1
    for end in (low, high):
        if 1e-9 < end < 1 - 1e-9:
            # each end p solves |share - p| = z * sqrt(p (1-p) / n)
            assert abs(hits / trials - end) == pytest.approx(
                Z95 * (end * (1 - end) / trials) ** 0.5, rel=1e-6, abs=1e-9
            )


def test_z_is_the_quantile_of_the_normal_distribution() -> None:
    assert pytest.approx(NormalDist().inv_cdf(0.975)) == Z95
