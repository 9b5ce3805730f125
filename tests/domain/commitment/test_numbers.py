"""The four numbers: each commitment counts once, in the place that its facts give it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.commitment.numbers import Fact, FourNumbers, bucket, count
from steadfast.domain.commitment.verdict import Verdict

NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
PAST, AHEAD = NOW - timedelta(hours=1), NOW + timedelta(hours=1)

facts = st.builds(
    Fact,
    due_at=st.sampled_from([PAST, NOW, AHEAD]),
    verdict=st.sampled_from(list(Verdict)),
)


def test_kept_early_is_not_yet_judged_until_its_due_time_has_come() -> None:
    assert bucket(Fact(AHEAD, Verdict.KEPT), NOW) == "not_yet"
    assert bucket(Fact(PAST, Verdict.KEPT), NOW) == "kept"


def test_open_at_exactly_its_due_time_can_still_be_kept() -> None:
    assert bucket(Fact(NOW, Verdict.OPEN), NOW) == "not_yet"
    assert bucket(Fact(NOW - timedelta(seconds=1), Verdict.OPEN), NOW) == "open_late"


def test_kept_late_and_withdrawn_are_parts_of_broken() -> None:
    numbers = count([Fact(PAST, Verdict.KEPT_LATE), Fact(PAST, Verdict.BROKEN)], NOW)
    assert (numbers.broken, numbers.kept_late, numbers.withdrawn, numbers.fell_due) == (2, 1, 1, 2)


def test_released_and_void_stand_beside_the_count() -> None:
    numbers = count([Fact(PAST, Verdict.RELEASED), Fact(PAST, Verdict.VOID)], NOW)
    assert (numbers.fell_due, numbers.released, numbers.void) == (0, 1, 1)


def test_no_data_has_no_share() -> None:
    assert FourNumbers().share_kept is None


@given(st.lists(facts))
def test_every_commitment_counts_exactly_once(sample: list[Fact]) -> None:
    n = count(sample, NOW)
    assert n.fell_due + n.not_yet + n.released + n.void == len(sample)
    assert n.fell_due == n.kept + n.broken + n.open_late


@given(st.lists(facts), st.lists(facts))
def test_numbers_add_up(left: list[Fact], right: list[Fact]) -> None:
    assert count(left, NOW) + count(right, NOW) == count(left + right, NOW)
