"""What is no calendar is refused with a code, the field and the value; never with a traceback of another kind."""

from typing import Any

import pytest

from steadfast.domain.working_time import CalendarError, Hours
from tests.domain.working_time.calendars import OFFICE
from tests.domain.working_time.minute_stepper import at


def weekly(*interval: object) -> dict[str, Any]:
    return {"timezone": "UTC", "weekly": {"mon": [list(interval)]}}


def office(**parts: object) -> dict[str, Any]:
    return {"timezone": "UTC", "weekly": OFFICE, **parts}


REFUSED = [
    (weekly("25:00", "26:00"), "bad-time", "calendar.weekly.mon[0]", "'25:00'"),
    (weekly("09:60", "17:00"), "bad-time", "calendar.weekly.mon[0]", "'09:60'"),
    (weekly("9:00", "17:00"), "bad-time", "calendar.weekly.mon[0]", "'9:00'"),
    (weekly("09:00", "24:01"), "bad-time", "calendar.weekly.mon[0]", "'24:01'"),
    (weekly("09:00:00", "17:00"), "bad-time", "calendar.weekly.mon[0]", "'09:00:00'"),
    (weekly("٠٩:٠٠", "17:00"), "bad-time", "calendar.weekly.mon[0]", "'٠٩:٠٠'"),
    (weekly("09:00\n", "17:00"), "bad-time", "calendar.weekly.mon[0]", "09:00"),
    (weekly("24:00", "08:00"), "bad-time", "calendar.weekly.mon[0]", "24:00"),
    (weekly(900, 1700), "bad-time", "calendar.weekly.mon[0]", "900"),
    (weekly("09:00"), "bad-shape", "calendar.weekly.mon[0]", "['09:00']"),
    ({"timezone": "UTC", "weekly": {"mon": "09:00-17:00"}}, "bad-shape", "calendar.weekly.mon", "'09:00-17:00'"),
    ({"timezone": "UTC", "weekly": {"Mon": []}}, "bad-day", "calendar.weekly.Mon", "'Mon'"),
    ({"timezone": "UTC", "weekly": [1]}, "bad-shape", "calendar.weekly", "[1]"),
    ({"timezone": "Mars/Olympus", "weekly": OFFICE}, "unknown-time-zone", "calendar.timezone", "'Mars/Olympus'"),
    ({"timezone": "Europe", "weekly": OFFICE}, "unknown-time-zone", "calendar.timezone", "'Europe'"),
    ({"timezone": "", "weekly": OFFICE}, "unknown-time-zone", "calendar.timezone", "''"),
    ({"timezone": "../UTC", "weekly": OFFICE}, "unknown-time-zone", "calendar.timezone", "'../UTC'"),
    ({"timezone": "a\0b", "weekly": OFFICE}, "unknown-time-zone", "calendar.timezone", "x00"),
    (office(holiday_names={"2026-12-25": "Har\0bor day"}), "bad-shape", "calendar.holiday_names.2026-12-25", "x00"),
    ({"timezone": "x" * 5000, "weekly": OFFICE}, "unknown-time-zone", "calendar.timezone", "..."),
    ({"timezone": "localtime", "weekly": OFFICE}, "unknown-time-zone", "calendar.timezone", "'localtime'"),
    ({"timezone": 1, "weekly": OFFICE}, "unknown-time-zone", "calendar.timezone", "1"),
    ({"weekly": OFFICE}, "unknown-time-zone", "calendar.timezone", "None"),
    ({"timezone": "UTC"}, "empty-calendar", "calendar", "never open"),
    ({"timezone": "UTC", "weekly": {"mon": []}}, "empty-calendar", "calendar", "never open"),
    (office(holidays=["2023-02-29"]), "bad-date", "calendar.holidays[0]", "'2023-02-29'"),
    (office(holidays=["2024-01-01", "20240102"]), "bad-date", "calendar.holidays[1]", "'20240102'"),
    (office(holidays="2024-01-01"), "bad-shape", "calendar.holidays", "'2024-01-01'"),
    (office(annual_holidays=["02-30"]), "bad-date", "calendar.annual_holidays[0]", "'02-30'"),
    (office(annual_holidays=["2-3"]), "bad-date", "calendar.annual_holidays[0]", "'2-3'"),
    (office(annual_holidays=[None]), "bad-date", "calendar.annual_holidays[0]", "None"),
    (office(closures={"2024-13-01": []}), "bad-date", "calendar.closures.2024-13-01", "'2024-13-01'"),
    (office(special_days={"2024-01-01": [["x", "y"]]}), "bad-time", "calendar.special_days.2024-01-01[0]", "'x'"),
    (office(special_days={"2024-01-01": None}), "bad-shape", "calendar.special_days.2024-01-01", "None"),
    (office(holiday=["2024-01-01"]), "bad-shape", "calendar.holiday", "'holiday'"),
    (office(holiday_names={"2024-01-01": 5}), "bad-shape", "calendar.holiday_names.2024-01-01", "5"),
    ({"all": []}, "empty-calendar", "calendar.all", "no calendar"),
    ({"all": [office()], "any": []}, "bad-shape", "calendar", "any"),
    ({"any": [office(), weekly("x", "y")]}, "bad-time", "calendar.any[1].weekly.mon[0]", "'x'"),
    (None, "bad-shape", "calendar", "None"),
    ([], "bad-shape", "calendar", "[]"),
    ({1: 2}, "bad-shape", "calendar", "{1: 2}"),
]


@pytest.mark.parametrize(("data", "code", "field", "value"), REFUSED)
def test_what_is_no_calendar_is_refused_by_field_and_value(data: object, code: str, field: str, value: str) -> None:
    with pytest.raises(CalendarError) as refusal:
        Hours.from_dict(data)
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert value in refusal.value.message
    assert str(refusal.value).startswith(f"{field}: ")


@pytest.mark.parametrize("closed", [{"annual_holidays": "every day"}, {"only": "a special day that is a holiday"}])
def test_a_calendar_whose_holidays_take_everything_is_never_open(closed: dict[str, str]) -> None:
    every = [f"{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 32) if _exists(month, day)]
    day = "2044-12-25"
    data = (
        office(annual_holidays=every)
        if "annual_holidays" in closed
        else {"timezone": "UTC", "weekly": {}, "holidays": [day], "special_days": {day: [["09:00", "17:00"]]}}
    )
    with pytest.raises(CalendarError) as refusal:
        Hours.from_dict(data)
    assert refusal.value.code == "empty-calendar"


def test_a_calendar_open_only_on_a_far_special_day_is_a_calendar() -> None:
    far = Hours.from_dict({"timezone": "UTC", "weekly": {}, "special_days": {"2144-12-25": [["09:00", "17:00"]]}})
    assert far.worked_s(5_500_000_000, 5_600_000_000) == 8 * 3600


@pytest.mark.parametrize("work", [-1, True, 1.5, "3600"])
def test_a_duration_is_a_whole_number_of_seconds_from_nothing_up(work: Any) -> None:
    from_zero = {-1: "negative-duration"}
    with pytest.raises(CalendarError) as refusal:
        Hours.from_dict(office()).due(at("2024-01-15 10:00"), work)
    assert refusal.value.code == from_zero.get(work, "bad-shape")


def _exists(month: int, day: int) -> bool:
    return day <= {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
