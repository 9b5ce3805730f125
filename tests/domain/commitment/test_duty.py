"""Who answers: turns, duty owners, deputies, circles; and turns that fit into a rota."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from steadfast.domain.commitment.duty.absence import days
from steadfast.domain.commitment.duty.roster import Answering, Roster, on_duty, stand_in
from steadfast.domain.commitment.duty.rota import Turn, gaps, overlap, series, turn
from steadfast.domain.commitment.hand_over import Offer, home
from steadfast.domain.commitment.lifecycle import Refused

INES, KOFI, THEO, NORA = 1, 2, 3, 4
DESK = 7
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def roster(away: dict[int, int], *, turns: dict[int, int] | None = None, left: tuple[int, ...] = ()) -> Roster:
    return Roster(away, frozenset(left), {DESK: THEO}, turns or {}, {DESK: (THEO, INES, KOFI)})


@pytest.mark.parametrize(
    ("away", "who", "over"),
    [
        ({}, INES, ()),
        ({INES: KOFI}, KOFI, (INES,)),
        ({INES: KOFI, KOFI: NORA}, NORA, (INES, KOFI)),
        ({KOFI: INES}, INES, ()),
    ],
)
def test_a_chain_of_deputies_goes_to_the_first_who_is_here(
    away: dict[int, int], who: int, over: tuple[int, ...]
) -> None:
    assert stand_in(INES, roster(away), DESK) == Answering(who, over)


def test_a_circle_and_a_deputy_who_left_fall_to_the_duty_owner() -> None:
    assert stand_in(INES, roster({INES: KOFI, KOFI: INES}), DESK) == Answering(THEO, (INES, KOFI), circle=True)
    assert stand_in(INES, roster({INES: KOFI}, left=(KOFI,)), DESK) == Answering(THEO, (INES, KOFI), circle=True)


def test_a_turn_comes_before_the_duty_owner_and_its_deputy_before_both() -> None:
    assert on_duty(DESK, roster({}, turns={DESK: INES})).person == INES
    assert on_duty(DESK, roster({INES: KOFI}, turns={DESK: INES})).person == KOFI
    assert on_duty(DESK, roster({INES: KOFI, KOFI: INES}, turns={DESK: INES})).person == THEO


def test_somebody_always_answers() -> None:
    assert on_duty(DESK, roster({THEO: KOFI, KOFI: THEO})).person == INES
    everybody = {THEO: KOFI, KOFI: INES, INES: THEO}
    assert on_duty(DESK, roster(everybody)) == Answering(THEO, (THEO, KOFI, INES), circle=True)


def test_home_is_where_a_run_of_passings_began() -> None:
    def passed(start: int, end: int, absence: int | None = 9) -> Offer:
        return Offer(start, end, NOW, absence=absence)

    assert home([passed(INES, KOFI), passed(KOFI, THEO)], THEO) == INES
    assert home([passed(INES, KOFI), passed(KOFI, INES)], INES) == INES
    assert home([passed(INES, KOFI), passed(KOFI, THEO, None)], THEO) == THEO  # handed on
    assert home([passed(INES, KOFI), passed(NORA, THEO)], THEO) == NORA  # taken in between
    assert home([passed(INES, KOFI)], NORA) == NORA


def test_an_absence_is_whole_days_in_ones_own_zone_also_when_the_clocks_change() -> None:
    away = days("Ines", date(2026, 3, 28), date(2026, 3, 29), "Europe/London", now=NOW)
    assert (away.start, away.end) == (datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 3, 29, 23, tzinfo=UTC))
    assert str(away) == "28 Mar to 29 Mar 2026"
    assert days("Ines", NOW.date(), NOW.date(), "Europe/London", now=NOW).start == NOW
    for first, last, said in ((29, 28, "before the first"), (1, 3, "has passed")):
        with pytest.raises(Refused, match=said):
            days("Ines", date(2026, 3, first), date(2026, 3, last), "Europe/London", now=NOW)


def test_a_series_gives_each_their_weeks_in_turn() -> None:
    made = series([INES, KOFI], date(2026, 3, 23), 1, 3, time(9), "Europe/London", now=NOW)
    assert [each.person for each in made] == [INES, KOFI, INES]
    assert made[0].end == made[1].start == datetime(2026, 3, 30, 8, tzinfo=UTC)  # summer time began
    with pytest.raises(Refused, match="Choose who"):
        series([], date(2026, 3, 23), 1, 3, time(9), "Europe/London", now=NOW)
    with pytest.raises(Refused, match="over already"):
        turn(INES, date(2026, 2, 2), date(2026, 2, 9), time(9), "Europe/London", now=NOW)


def test_turns_that_touch_fit_and_those_that_overlap_do_not() -> None:
    there = [Turn(INES, NOW, NOW + WEEK)]
    assert overlap([Turn(KOFI, NOW + WEEK, NOW + 2 * WEEK)], there) is None
    assert overlap([Turn(KOFI, NOW - WEEK, NOW + timedelta(seconds=1))], there) == there[0]
    assert list(gaps(there, NOW - WEEK, NOW + 2 * WEEK)) == [(NOW - WEEK, NOW), (NOW + WEEK, NOW + 2 * WEEK)]


def test_the_end_of_the_calendar_is_too_far_away() -> None:
    last = date.max
    with pytest.raises(Refused, match="ten years away"):
        days("Ines", NOW.date(), last, "Europe/London", now=NOW)
    with pytest.raises(Refused, match="too far away"):
        series([INES], last, 1, 2, time(9), "Europe/London", now=NOW)
    with pytest.raises(Refused, match="too far away"):
        turn(INES, NOW.date(), last, time(9), "Europe/London", now=NOW)
