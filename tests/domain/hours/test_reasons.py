"""Why time is billed, and what stands on the bill beside the true minutes."""

from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.hours.reasons import BLOCKS, REASONS, Terms, billed, usual

TERMS = st.builds(Terms, block=st.sampled_from(BLOCKS), least=st.integers(0, 120))


def test_it_follows_from_the_work_and_the_agreement() -> None:
    incidents = Terms(covers=frozenset({"incident"}))
    assert usual("incident", incidents).key == "covered"
    assert usual("request", incidents).key == "outside"
    assert usual("incident", None).key == "outside"
    assert usual(None, incidents).key == "outside"


def test_what_is_billed_has_a_reason_that_says_so() -> None:
    assert {key for key, reason in REASONS.items() if reason.billable} == {"outside", "project"}


def test_a_quarter_of_an_hour_is_the_least_and_the_block() -> None:
    terms = Terms(block=15, least=30)
    assert [billed(minutes, terms) for minutes in (0, 1, 30, 31, 45, 46)] == [0, 30, 30, 45, 45, 60]


def test_without_terms_the_true_minutes_are_billed() -> None:
    assert billed(17, None) == 17


@given(st.integers(0, 10_000), TERMS)
def test_the_bill_is_whole_blocks_not_under_the_truth_and_by_less_than_a_block_above(
    minutes: int, terms: Terms
) -> None:
    found = billed(minutes, terms)
    assert found % terms.block == 0
    assert found >= minutes
    assert found < max(minutes, terms.least) + terms.block
    assert (found == 0) == (minutes == 0)
