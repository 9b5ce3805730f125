"""When somebody is written to: their choice, their quiet hours, the days on which the practice is open."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from steadfast.domain.notices import Choice, is_due, is_quiet, mentioned
from steadfast.domain.working_time import Hours

BERLIN = ZoneInfo("Europe/Berlin")
HOURS = Hours("Europe/London", {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")})
NEVER_QUIET = Choice("at once", time(0), time(0))


def at(day: int, clock: str) -> datetime:
    """Return an instant of March 2026 in Berlin; the 2nd is a Monday."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 3, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "quiet"),
    [
        (at(2, "07:59"), True),
        (at(2, "08:00"), False),
        (at(2, "17:59"), False),
        (at(2, "18:00"), True),
        (at(3, "00:30"), True),
        (at(7, "12:00"), True),  # a Saturday
    ],
)
def test_quiet_hours_are_those_of_the_readers_own_clock(now: datetime, quiet: bool) -> None:
    assert is_quiet(Choice(), now.astimezone(UTC), BERLIN, HOURS) is quiet


def test_quiet_hours_by_day_end_as_those_by_night_do() -> None:
    by_day = Choice("at once", time(12), time(13), open_days=False)
    assert [is_quiet(by_day, at(2, clock), BERLIN, None) for clock in ("11:59", "12:00", "12:59", "13:00")] == [
        False, True, True, False,
    ]  # fmt: skip


def test_equal_times_are_never_quiet_and_closed_days_are_so_by_choice() -> None:
    assert not is_quiet(NEVER_QUIET, at(3, "03:00"), BERLIN, HOURS)
    assert is_quiet(NEVER_QUIET, at(7, "12:00"), BERLIN, HOURS)
    assert not is_quiet(replace(NEVER_QUIET, open_days=False), at(7, "12:00"), BERLIN, HOURS)
    assert not is_quiet(NEVER_QUIET, at(7, "12:00"), BERLIN, None)


def due(how: str, now: datetime, *, oldest: datetime, last: datetime | None = None) -> bool:
    return is_due(Choice(how), oldest=oldest, last=last, now=now, zone=BERLIN, hours=HOURS)


def test_at_once_is_at_most_every_ten_minutes() -> None:
    then = at(2, "10:00")
    assert due("at once", then, oldest=then)
    assert not due("at once", at(2, "10:09"), oldest=at(2, "10:01"), last=then)
    assert due("at once", at(2, "10:10"), oldest=at(2, "10:01"), last=then)
    assert not due("at once", at(2, "20:00"), oldest=at(2, "19:59"))


def test_hourly_gathers_an_hour() -> None:
    assert not due("hourly", at(2, "10:59"), oldest=at(2, "10:00"))
    assert due("hourly", at(2, "11:00"), oldest=at(2, "10:00"))
    assert not due("hourly", at(2, "11:30"), oldest=at(2, "10:00"), last=at(2, "11:00"))


def test_the_morning_holds_what_came_before_it_and_leaves_once() -> None:
    assert due("morning", at(3, "08:00"), oldest=at(2, "10:00"), last=at(2, "08:00"))
    assert due("morning", at(3, "11:00"), oldest=at(2, "10:00"))
    assert not due("morning", at(3, "11:00"), oldest=at(3, "10:00"))
    assert not due("morning", at(3, "08:00"), oldest=at(3, "08:00"))
    assert not due("morning", at(3, "11:00"), oldest=at(2, "10:00"), last=at(3, "08:00"))
    assert due("morning", at(9, "08:00"), oldest=at(6, "19:00"), last=at(6, "08:00"))  # over the weekend
    assert not due("morning", at(7, "09:00"), oldest=at(6, "19:00"), last=at(6, "08:00"))


def test_never_is_never() -> None:
    assert not due("never", at(3, "11:00"), oldest=at(2, "10:00") - timedelta(days=9))


PEOPLE = {1: "Ines", 2: "Kofi", 3: "Sam Okafor", 4: "Sam"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("@Ines can you look?", {1}),
        ("ask @kofi, @INES", {1, 2}),
        ("@Sam Okafor knows", {3}),
        ("@Sam knows, @Sam Okafor too", {3, 4}),
        ("@Sam Okaforson", {4}),
        ("mail ines@harbor.example", set()),
        ("@Inesita", set()),
        ("nobody", set()),
    ],
)
def test_a_mention_is_a_name_behind_an_at(text: str, who: set[int]) -> None:
    assert mentioned(text, PEOPLE) == who


def test_a_name_that_two_people_bear_means_neither_or_both() -> None:
    alike = {1: "Sam Okafor", 2: "Sam Okafor", 3: " "}
    assert mentioned("@Sam", alike) == set()
    assert mentioned("@Sam Okafor", alike) == {1, 2}
    assert mentioned("@Sam", {3: " "}) == set()
