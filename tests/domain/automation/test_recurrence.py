"""What comes again comes on the day that people mean, and never twice on one."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steadfast.domain.automation import recurrence
from steadfast.domain.automation.recurrence import Pattern

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 3, 2)
EASTER = {date(2026, 4, 3), date(2026, 4, 6)}


def opens(day: date) -> bool:
    return day.weekday() < 5 and day not in EASTER


def first(pattern: Pattern, n: int = 3) -> list[str]:
    return [day.isoformat() for day in islice(recurrence.days(pattern, opens), n)]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"unit": "week", "weekdays": {0}}, ["2026-03-02", "2026-03-09", "2026-03-16"]),
        ({"unit": "week", "weekdays": {0, 3}, "every": 2}, ["2026-03-02", "2026-03-05", "2026-03-16"]),
        ({"unit": "month", "monthday": 31}, ["2026-03-31", "2026-04-30", "2026-05-31"]),
        ({"unit": "month", "monthday": 1}, ["2026-04-01", "2026-05-01", "2026-06-01"]),
        ({"unit": "month", "monthday": 31, "every": 12}, ["2026-03-31", "2027-03-31", "2028-03-31"]),
        ({"unit": "month", "monthday": 3, "holiday": "after"}, ["2026-03-03", "2026-04-07", "2026-05-04"]),
        ({"unit": "month", "monthday": 3, "holiday": "before"}, ["2026-03-03", "2026-04-02", "2026-05-01"]),
        ({"unit": "last working day"}, ["2026-03-31", "2026-04-30", "2026-05-29"]),
        ({"unit": "last working day", "every": 3}, ["2026-03-31", "2026-06-30", "2026-09-30"]),
        ({"unit": "week", "weekdays": set()}, []),
    ],
)
def test_the_days_are_those_that_people_mean(said: dict[str, object], wanted: list[str]) -> None:
    assert first(Pattern(begins=MONDAY, **said)) == wanted  # type: ignore[arg-type]


def test_two_days_that_a_holiday_moves_onto_one_are_one() -> None:
    daily = Pattern(unit="week", weekdays=frozenset(range(7)), begins=date(2026, 4, 2), holiday="after")
    assert first(daily) == ["2026-04-02", "2026-04-07", "2026-04-08"]


def test_it_ends_with_its_last_day() -> None:
    assert first(Pattern(unit="week", weekdays=frozenset({0}), begins=MONDAY, ends=date(2026, 3, 15))) == [
        "2026-03-02",
        "2026-03-09",
    ]


def test_its_last_day_is_one_of_its_days() -> None:
    assert first(Pattern(unit="week", weekdays=frozenset({0}), begins=MONDAY, ends=MONDAY)) == ["2026-03-02"]


def test_a_look_holds_its_end_and_not_its_beginning() -> None:
    daily, nine = Pattern(unit="week", weekdays=frozenset(range(5)), begins=MONDAY), time(9)
    monday, tuesday = (datetime(2026, 3, day, 9, tzinfo=UTC) for day in (2, 3))
    assert recurrence.between(daily, opens, nine, LONDON, monday, tuesday) == [date(2026, 3, 3)]
    assert recurrence.following(daily, opens, nine, LONDON, monday, 1) == [date(2026, 3, 3)]


def test_a_holiday_moves_nothing_behind_its_last_day() -> None:
    pattern = Pattern(unit="month", monthday=3, begins=MONDAY, ends=date(2026, 4, 5), holiday="after")
    assert first(pattern) == ["2026-03-03"]


def test_a_calendar_that_never_opens_moves_nothing() -> None:
    pattern = Pattern(unit="month", monthday=5, begins=MONDAY, holiday="after")
    assert next(recurrence.days(pattern, lambda _: False)) == date(2026, 3, 5)


def test_a_time_that_the_clocks_skip_comes_an_hour_later_and_one_that_comes_twice_at_first() -> None:
    assert recurrence.instant(date(2026, 3, 29), time(1, 30), LONDON) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert recurrence.instant(date(2026, 10, 25), time(1, 30), LONDON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


patterns = st.builds(
    Pattern,
    unit=st.sampled_from(recurrence.UNITS),
    begins=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    every=st.integers(1, 14),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    monthday=st.integers(1, 31),
    holiday=st.sampled_from(recurrence.HOLIDAYS),
)
closed = st.frozensets(st.integers(0, 6), max_size=6)
zones = st.sampled_from(["Europe/London", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia", "UTC"])
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))

calmly = settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine draws slowly


@calmly
@given(patterns, closed)
def test_never_two_on_one_day_and_always_in_order(pattern: Pattern, weekend: frozenset[int]) -> None:
    found = list(islice(recurrence.days(pattern, lambda day: day.weekday() not in weekend), 40))
    assert all(earlier < later for earlier, later in pairwise(found))
    assert all(day >= pattern.begins for day in found)


@calmly
@given(patterns, closed, zones, clocks, st.lists(st.integers(1, 90), min_size=1, max_size=6))
def test_whoever_looks_and_however_often_sees_each_day_once(
    pattern: Pattern, weekend: frozenset[int], zone: str, at: time, looks: list[int]
) -> None:
    where, start = ZoneInfo(zone), datetime.combine(pattern.begins, time(), UTC) - timedelta(days=2)

    def working(day: date) -> bool:
        return day.weekday() not in weekend

    ends = [start + timedelta(days=sum(looks[: n + 1])) for n in range(len(looks))]
    seen = [
        day
        for after, until in pairwise([start, *ends])
        for day in recurrence.between(pattern, working, at, where, after, until)
    ]
    assert seen == recurrence.between(pattern, working, at, where, start, ends[-1])
    assert len(seen) == len(set(seen))
    ahead = recurrence.following(pattern, working, at, where, ends[-1], 3)
    assert not set(ahead) & set(seen)
