"""Each rule of the signs, at its threshold and just below, on the calendar of the client."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from steadfast.domain.forecast import Chance
from steadfast.domain.measures.interval import wilson
from steadfast.domain.signs import Facts, Lowered, Owed, asked, load, signs
from steadfast.domain.working_time import Hours

WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
HOURS = Hours("UTC", WEEK)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant of March 2026; the 2nd is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


AHEAD = Owed("resolution", at(20, 12))
FINE = Facts("P3", False, at(2, 9), HOURS, (AHEAD,), answered=True, said_at=at(2, 10), said_by="us")


def speaking(facts: Facts, now: datetime) -> list[str]:
    return [sign.detector for sign in signs(facts, now)]


def chance(kept: int, n: int) -> Chance:
    low, high = wilson(kept, n) or (0.0, 1.0)
    return Chance(kept, n, low, high)


def test_a_ticket_on_which_all_is_well_shows_no_sign() -> None:
    assert speaking(FINE, at(2, 12)) == []


@pytest.mark.parametrize(
    ("priority", "before", "from_then"),
    [("P1", at(2, 10, 59), at(2, 11)), ("P2", at(2, 13, 59), at(2, 14)), ("P3", at(4, 9, 59), at(4, 10))],
)
def test_silence_is_counted_in_open_hours(priority: str, before: datetime, from_then: datetime) -> None:
    facts = replace(FINE, priority=priority)
    assert speaking(facts, before) == []
    assert speaking(facts, from_then) == ["silent"]


def test_a_weekend_makes_nobody_silent() -> None:
    assert speaking(replace(FINE, said_at=at(6, 16)), at(9, 9)) == []


def test_who_waits_owes_nobody_a_word() -> None:
    assert speaking(replace(FINE, waits=True, owed=()), at(18, 12)) == []


def test_the_client_spoke_last_and_that_is_said_instead_of_silence() -> None:
    facts = replace(FINE, said_by="client")
    assert speaking(facts, at(2, 13, 59)) == []
    assert speaking(facts, at(2, 14)) == ["spoke last"]
    assert speaking(facts, at(11, 12)) == ["spoke last"]


def test_before_our_first_response_its_own_promise_says_so() -> None:
    assert speaking(replace(FINE, said_by="client", answered=False), at(2, 15)) == []


def test_without_a_date_ahead_the_client_has_nothing_to_look_to() -> None:
    facts = replace(FINE, owed=(Owed("resolution", at(2, 11)),))
    assert speaking(facts, at(2, 10, 59)) == []
    found = signs(facts, at(2, 11))
    assert [(sign.detector, sign.figures, sign.since) for sign in found] == [("no next date", {"missed": 1}, at(2, 11))]
    assert signs(replace(FINE, owed=()), at(2, 11))[0].figures == {"missed": 0}


def test_a_forecast_speaks_once_more_than_half_were_late_for_certain() -> None:
    likely = replace(FINE, owed=(replace(AHEAD, chance=chance(12, 40)),))
    unsure = replace(FINE, owed=(replace(AHEAD, chance=chance(17, 40)),))
    assert speaking(likely, at(2, 12)) == ["going late"]
    assert signs(likely, at(2, 12))[0].figures["n"] == 40
    assert speaking(unsure, at(2, 12)) == []


def test_what_is_late_already_is_not_foretold() -> None:
    late = replace(FINE, owed=(Owed("resolution", at(2, 11), chance(0, 40)), AHEAD))
    assert speaking(late, at(2, 12)) == []


def test_straight_back_is_ping_pong_and_not_a_bounce_as_well() -> None:
    assert speaking(replace(FINE, bounces=1), at(2, 12)) == []
    assert speaking(replace(FINE, bounces=2, handed_at=at(2, 11)), at(2, 12)) == ["bouncing"]
    assert speaking(replace(FINE, bounces=2, ping_pong=1), at(2, 12)) == ["ping-pong"]


def test_a_due_time_put_off_after_it_was_missed_is_named() -> None:
    assert speaking(replace(FINE, dodged_at=at(2, 11)), at(2, 12)) == ["reclassified"]


def test_the_one_to_look_at_first_stands_first() -> None:
    facts = replace(FINE, said_by="client", owed=(), bounces=3)
    assert speaking(facts, at(11, 12)) == ["spoke last", "no next date", "bouncing"]


@pytest.mark.parametrize(
    ("due", "settled", "speaks"),
    [(15, 60, True), (14, 60, False), (4, 60, False), (15, 19, False)],
)
def test_too_much_is_half_again_of_ones_own_pace(due: int, settled: int, speaks: bool) -> None:
    sign = load.overloaded(due=due, ahead_s=40 * 3600, settled=settled, worked_s=240 * 3600, since=at(2, 9))
    assert (sign is not None) is speaks


def test_nobody_can_keep_a_promise_while_away() -> None:
    sign = load.overloaded(due=5, ahead_s=0, settled=60, worked_s=240 * 3600, since=at(2, 9))
    assert sign is not None
    assert sign.figures == {"due": 5, "can": 0, "hours": 0}


def test_what_came_by_import_and_was_not_touched_is_not_called_silent() -> None:
    backlog = replace(FINE, untouched=True, owed=())
    assert speaking(backlog, at(19, 12)) == []
    assert set(asked(backlog, at(19, 12))) == {"ping-pong", "bouncing"}
    assert "silent" in asked(replace(FINE, said_by="us"), at(19, 12))


def test_lowered_in_the_last_quarter_of_its_time_is_named_until_the_client_is_told() -> None:
    # 8 h from Monday 09:00 to Tuesday 09:00 are eight open hours: two are the last quarter
    due = at(3, 9)
    late = replace(FINE, said_at=at(2, 10), lowered=Lowered(at(2, 15), at(2, 9), due))
    assert "reclassified" in speaking(late, at(2, 16))
    early = replace(late, lowered=Lowered(at(2, 14, 59), at(2, 9), due))
    assert "reclassified" not in speaking(early, at(2, 16))
    told = replace(late, said_at=at(2, 15, 30))
    assert "reclassified" not in speaking(told, at(2, 16))
    assert "reclassified" in speaking(replace(told, said_by="client"), at(2, 16))


def test_ping_pong_says_whether_teams_or_persons_play_it() -> None:
    persons = replace(FINE, ping_pong=2)
    assert signs(persons, at(2, 12))[0].figures == {"times": 2, "between": "persons"}
    teams = replace(FINE, ping_pong=2, between_teams=1)
    assert signs(teams, at(2, 12))[0].figures == {"times": 1, "between": "teams"}
