"""A clock and its explanation. Mon 15 January 2024, London, 09:00-17:00."""

from decimal import Decimal
from fractions import Fraction

import pytest

from steadfast.domain.working_time import (
    CalendarError,
    Clock,
    Hours,
    Kind,
    Pause,
    State,
    basis_points,
    duration,
    phrase,
    sentence,
)
from tests.domain.working_time.calendars import OFFICE
from tests.domain.working_time.minute_stepper import at

HOUR = 3600
ZONE = "Europe/London"
OFFICE_HOURS = Hours(ZONE, OFFICE, holidays=["2024-01-16", "2024-01-20"], closures={"2024-01-17": [["09:00", "10:00"]]})


def clock(target: int = 8 * HOUR, **parts: object) -> Clock:
    return Clock(OFFICE_HOURS, target, at("2024-01-15 11:00"), **parts)  # type: ignore[arg-type]


def kinds(running: Clock, now: str) -> list[tuple[str, int]]:
    return [(step.kind, step.seconds // HOUR) for step in running.explain(at(now))]


def test_a_running_clock_explains_what_is_counted_and_what_is_left() -> None:
    waiting = clock(pauses=(Pause(at("2024-01-15 15:00"), at("2024-01-15 18:00"), "waiting on Lena"),))
    assert waiting.due == at("2024-01-17 14:00")
    assert sentence(waiting.explain(at("2024-01-17 12:00")), ZONE) == (
        "Mon 11:00–15:00 4 h · Mon 15:00–17:00 waiting on Lena, not counted · Tue 16 Jan holiday skipped · "
        "Wed 10:00–12:00 2 h · Wed 12:00–14:00 2 h left"
    )


def test_a_late_clock_explains_how_far_it_is_over() -> None:
    assert kinds(clock(4 * HOUR), "2024-01-15 16:00") == [(Kind.COUNTED, 4), (Kind.OVER, 1)]


def test_a_clock_that_ended_early_shows_what_it_did_not_need() -> None:
    ended = clock(4 * HOUR, until=at("2024-01-15 12:00"))
    assert kinds(ended, "2024-01-19 12:00") == [(Kind.COUNTED, 1), (Kind.LEFT, 3)]
    assert (ended.worked(at("2024-01-19 12:00")), ended.left(at("2024-01-19 12:00"))) == (HOUR, 3 * HOUR)
    assert ended.state(at("2024-01-15 11:30")) == State.RUNNING


def test_a_clock_that_waits_without_end_explains_until_now() -> None:
    waiting = clock(4 * HOUR, pauses=(Pause(at("2024-01-15 12:00"), reason="waiting on Amara"),))
    assert (waiting.due, waiting.warn(0.75), waiting.warn(0.25)) == (None, None, at("2024-01-15 12:00"))
    assert kinds(waiting, "2024-01-15 14:00") == [(Kind.COUNTED, 1), (Kind.PAUSED, 2)]


def test_a_holiday_without_hours_of_its_own_is_not_worth_a_word() -> None:
    steps = OFFICE_HOURS.explain(at("2024-01-19 16:00"), 2 * HOUR)
    assert [step.kind for step in steps] == [Kind.COUNTED, Kind.CLOSED, Kind.COUNTED]
    assert phrase(steps[1], ZONE) == "Fri 17:00–Mon 09:00 closed"


def test_the_holiday_of_either_calendar_closes_a_combination_and_is_named() -> None:
    other = Hours("UTC", OFFICE, annual_holidays=["01-17"], holiday_names={"01-17": "Founders' Day"})
    steps = (OFFICE_HOURS & other).explain(at("2024-01-15 16:00"), 2 * HOUR)
    assert [step.note or "holiday" for step in steps if step.kind is Kind.HOLIDAY] == ["holiday", "Founders' Day"]


@pytest.mark.parametrize("share", [0.1, Decimal("0.1"), Fraction(1, 10), basis_points(1000)])
def test_a_warning_share_means_what_was_written(share: Fraction) -> None:
    assert clock(30).warn(share) == at("2024-01-15 11:00:03")
    assert clock(31).warn(share) == at("2024-01-15 11:00:04")


def test_a_negative_target_or_share_is_refused() -> None:
    for wrong in (lambda: clock(-1), lambda: clock().warn(-0.1)):
        with pytest.raises(CalendarError) as refusal:
            wrong()
        assert refusal.value.code == "negative-duration"


def test_pauses_are_half_open() -> None:
    paused = clock(pauses=(Pause(at("2024-01-15 12:00"), at("2024-01-15 13:00")),))
    states = [paused.state(at(f"2024-01-15 {now}")) for now in ("11:59:59", "12:00", "12:59:59", "13:00")]
    assert states == [State.RUNNING, State.PAUSED, State.PAUSED, State.RUNNING]


def test_a_pause_that_ends_before_it_starts_or_covers_the_start_changes_what_it_should() -> None:
    assert clock(pauses=(Pause(at("2024-01-15 13:00"), at("2024-01-15 12:00")),)).due == clock().due
    assert clock(HOUR, pauses=(Pause(at("2024-01-15 09:00"), at("2024-01-15 12:00")),)).due == at("2024-01-15 13:00")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 min"), (61, "1 min 1 s"), (5400, "1 h 30 min"), (7200, "2 h"), (-90, "−1 min 30 s"), (360_000, "100 h")],
)
def test_a_duration_in_words(seconds: int, words: str) -> None:
    assert duration(seconds) == words
