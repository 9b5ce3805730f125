"""Nobody is woken who need not be, and everybody in turn until somebody is."""

from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.hours import waking
from steadfast.domain.hours.waking import Urgent

INES, KOFI, THEO = 2, 3, 4


def test_somebody_is_woken_for_what_is_urgent_out_of_hours_and_nobodys() -> None:
    assert waking.needs_waking(Urgent("P1", taken=False, open_now=False, by=None), {"P1"}, INES)
    assert waking.needs_waking(Urgent("P1", taken=False, open_now=False, by=KOFI), {"P1"}, INES)


def test_nobody_is_woken_who_need_not() -> None:
    for urgent in (
        Urgent("P2", taken=False, open_now=False, by=None),
        Urgent("P1", taken=True, open_now=False, by=None),
        Urgent("P1", taken=False, open_now=True, by=None),
        Urgent("P1", taken=False, open_now=False, by=INES),
    ):
        assert not waking.needs_waking(urgent, {"P1"}, INES)


def test_the_order_names_each_once() -> None:
    assert waking.in_order(INES, None, [THEO, INES], [KOFI]) == (INES, THEO, KOFI)


@given(st.lists(st.integers(1, 6), unique=True))
def test_everybody_is_woken_in_turn_and_then_it_stops(candidates: list[int]) -> None:
    woken: list[int] = []
    while (person := waking.after(woken, candidates)) is not None:
        woken.append(person)
    assert woken == candidates * waking.ROUNDS
