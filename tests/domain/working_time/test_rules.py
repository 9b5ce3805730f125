"""The rules of docs/algorithms/clock.md that its tables leave open, one sentence each."""

from datetime import datetime, timedelta

import pytest

from steadfast.domain.working_time import CalendarError, Hours
from tests.domain.working_time.calendars import OFFICE
from tests.domain.working_time.minute_stepper import DAYS, at

HOUR = 3600
NIGHTS = {day: [["22:00", "06:00"]] for day in DAYS}


def office(zone: str = "UTC", **parts: object) -> Hours:
    return Hours(zone, OFFICE, **parts)


def test_a_holiday_takes_its_local_day_from_the_night_shift_that_began_before_it() -> None:
    hours = Hours("Europe/London", NIGHTS, holidays=["2024-01-16"])
    assert hours.spans(at("2024-01-15 12:00"), at("2024-01-17 12:00")) == (
        (at("2024-01-15 22:00"), at("2024-01-16 00:00")),
        (at("2024-01-17 00:00"), at("2024-01-17 06:00")),
    )


def test_a_special_day_leaves_the_night_that_began_before_it() -> None:
    hours = Hours("Europe/London", NIGHTS, special_days={"2024-01-16": []})
    assert hours.worked(at("2024-01-15 22:00"), at("2024-01-17 22:00")) == 8 * HOUR


def test_equal_ends_mean_24_hours_from_that_time() -> None:
    hours = Hours("UTC", {"mon": [["10:00", "10:00"]]})
    assert hours.spans(at("2024-01-14 00:00"), at("2024-01-20 00:00")) == (
        (at("2024-01-15 10:00"), at("2024-01-16 10:00")),
    )


def test_a_closure_may_run_past_midnight() -> None:
    hours = Hours("UTC", NIGHTS, closures={"2024-01-15": [["23:00", "01:00"]]})
    assert hours.worked(at("2024-01-15 22:00"), at("2024-01-16 06:00")) == 6 * HOUR


def test_a_holiday_wins_over_a_special_day() -> None:
    hours = office(holidays=["2024-01-15"], special_days={"2024-01-15": [["10:00", "12:00"]]})
    assert hours.worked(at("2024-01-15 00:00"), at("2024-01-16 00:00")) == 0


def test_29_february_is_a_holiday_only_in_leap_years() -> None:
    hours = Hours.from_dict({"timezone": "UTC", "weekly": OFFICE, "annual_holidays": ["02-29"]})
    assert not hours.open_at(at("2024-02-29 12:00"))
    assert hours.open_at(at("2023-03-01 12:00"))


def test_the_day_that_apia_skipped_as_a_holiday_takes_nothing_from_its_neighbors() -> None:
    every_day = {day: [["08:00", "16:00"]] for day in DAYS}
    plain, holiday = Hours("Pacific/Apia", every_day), Hours("Pacific/Apia", every_day, holidays=["2011-12-30"])
    window = at("2011-12-28 00:00"), at("2012-01-03 00:00")
    assert holiday.worked(*window) == plain.worked(*window) == 48 * HOUR


def test_hours_that_meet_at_midnight_are_one_opening() -> None:
    hours = Hours("UTC", {"mon": [["20:00", "24:00"]], "tue": [["00:00", "04:00"]]})
    assert hours.closes(at("2024-01-15 21:00")) == at("2024-01-16 04:00")


def test_an_opening_over_the_new_year_is_one_opening() -> None:
    hours = Hours("UTC", NIGHTS)
    assert hours.closes(at("2027-12-31 23:00")) == at("2028-01-01 06:00")
    assert hours.due(at("2027-12-31 22:00"), 8 * HOUR) == at("2028-01-01 06:00")


def test_always_open_never_closes_and_counts_every_second() -> None:
    hours = Hours.always("America/Sao_Paulo")
    assert hours.closes(at("2018-02-17 12:00")) is None
    assert hours.due(at("2018-02-17 12:00"), timedelta(days=400)) == at("2018-02-17 12:00") + timedelta(days=400)


def test_a_link_is_a_zone() -> None:
    assert office("Europe/Amsterdam").open_at(at("2024-01-15 08:00"))


def test_a_search_gives_up_after_ten_years_of_nothing_open() -> None:
    once = Hours("UTC", {}, special_days={"2020-03-02": [["09:00", "17:00"]]})
    assert once.due(at("2020-01-01 00:00"), 8 * HOUR) == at("2020-03-02 17:00")
    for ask in (lambda: once.due(at("2020-01-01 00:00"), 8 * HOUR + 1), lambda: once.opens(at("2020-03-02 17:00"))):
        with pytest.raises(CalendarError, match="nothing is open in the 10 years after 2020-03-02") as refusal:
            ask()
        assert refusal.value.code == "empty-calendar"


def test_a_target_that_ends_after_2199_is_refused_and_so_is_an_instant_before_1900() -> None:
    with pytest.raises(CalendarError) as refusal:
        office().due(at("2024-01-15 09:00"), 10**12)
    assert refusal.value.code == "out-of-range"
    with pytest.raises(CalendarError):
        office().open_at(at("1899-12-31 23:59"))


def test_a_naive_instant_is_refused_rather_than_read_in_the_zone_of_the_machine() -> None:
    with pytest.raises(CalendarError) as refusal:
        office().due(datetime(2024, 1, 15, 9), HOUR)
    assert refusal.value.code == "naive-instant"


def test_fractions_of_a_second_are_dropped() -> None:
    start = at("2024-01-15 09:00") + timedelta(microseconds=999_999)
    assert office().due(start, 60) == at("2024-01-15 09:01")


def test_both_and_either_combine_across_zones_and_write_themselves_down() -> None:
    york, london = office("America/New_York", holidays=["2024-07-04"]), office("Europe/London")
    both, either = york & london, york | london
    assert both.worked(at("2024-01-15 00:00"), at("2024-01-16 00:00")) == 3 * HOUR
    assert either.worked(at("2024-01-15 00:00"), at("2024-01-16 00:00")) == 13 * HOUR
    assert Hours.from_dict(both.to_dict()) == both
    assert both.to_dict() == {"all": [york.to_dict(), london.to_dict()]}
    assert ((york | london) | office("Asia/Tokyo")).to_dict()["any"][2]["timezone"] == "Asia/Tokyo"


def test_a_combination_that_never_overlaps_is_refused() -> None:
    with pytest.raises(CalendarError) as refusal:
        Hours("UTC", {"mon": [["09:00", "17:00"]]}) & Hours("UTC", {"tue": [["09:00", "17:00"]]})
    assert refusal.value.code == "empty-calendar"


def test_the_digest_is_that_of_the_content() -> None:
    written = office(holidays=["2024-12-25", "2024-01-01"])
    again = office(holidays=["2024-01-01", "2024-12-25", "2024-12-25"])
    assert (written, written.digest, hash(written)) == (again, again.digest, hash(again))
    assert written.digest != office().digest
    assert Hours("UTC", {"mon": [["22:00", "00:00"]]}) == Hours("UTC", {"mon": [["22:00", "24:00"]], "tue": []})


def test_hours_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        office().digest = ""
