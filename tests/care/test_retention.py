"""Which backups are kept: grandfather, father, son, by a pure function."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from steadfast.foundation.care.retention import Keep, kept

LONDON = ZoneInfo("Europe/London")
START = datetime(2024, 1, 1, tzinfo=UTC)
instants = st.sets(st.integers(0, 40_000), max_size=40).map(lambda hours: {START + timedelta(hours=n) for n in hours})
plans = st.builds(Keep, st.integers(0, 10), st.integers(0, 6), st.integers(0, 14))


@given(instants, plans)
def test_the_newest_is_always_kept_and_no_more_than_was_asked_for(all_of_them: set[datetime], keep: Keep) -> None:
    found = kept(all_of_them, keep, LONDON)
    assert found <= all_of_them
    assert not all_of_them or max(all_of_them) in found
    assert len(found) <= max(1, keep.daily + keep.weekly + keep.monthly)


@given(instants, plans)
def test_thinning_out_twice_is_thinning_out_once(all_of_them: set[datetime], keep: Keep) -> None:
    once = kept(all_of_them, keep, LONDON)
    assert kept(once, keep, LONDON) == once


@given(instants, plans, plans)
def test_who_keeps_more_loses_nothing(all_of_them: set[datetime], keep: Keep, more: Keep) -> None:
    larger = Keep(keep.daily + more.daily, keep.weekly + more.weekly, keep.monthly + more.monthly)
    assert kept(all_of_them, keep, LONDON) <= kept(all_of_them, larger, LONDON)


@given(instants, st.integers(0, 2000))
def test_years_without_a_new_backup_cost_no_old_one(all_of_them: set[datetime], days: int) -> None:
    """What counts are days that have one: the clock is not even asked."""
    moved = {at - timedelta(days=days) for at in all_of_them}
    assert len(kept(moved, Keep(daily=5, weekly=0, monthly=0), UTC)) == len(
        kept(all_of_them, Keep(daily=5, weekly=0, monthly=0), UTC)
    )


def test_a_year_of_days_keeps_seven_days_four_weeks_and_twelve_months() -> None:
    nights = [datetime(2026, 11, 22, 2, 30, tzinfo=UTC) - timedelta(days=n) for n in range(400)]
    held: set[datetime] = set()
    for night in reversed(nights):  # as it goes, one new backup a night, thinned out each time
        held = kept({*held, night}, Keep(), LONDON)
    assert {f"{at:%Y-%m}" for at in held} == {"2025-12", *(f"2026-{month:02}" for month in range(1, 12))}
    assert [n for n in nights[:7] if n not in held] == []
    assert len(held) <= 7 + 4 + 12


def test_a_day_is_the_practices_own() -> None:
    late, early = datetime(2026, 7, 1, 22, 30, tzinfo=UTC), datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert len(kept([late, early], Keep(1, 0, 0), UTC)) == 1
    assert len(kept([late, early], Keep(2, 0, 0), LONDON)) == 2, "half past eleven and half past midnight"
