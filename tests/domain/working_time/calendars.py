"""Made-up calendars for the properties, in the written form."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from hypothesis import strategies as st

from steadfast.domain.working_time import zones
from tests.domain.working_time.minute_stepper import DAYS

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
OFFICE = {day: [["09:00", "17:00"]] for day in DAYS[:5]}
FIRST, LAST = 2000, 2037


def changes(zone: str) -> list[int]:
    """Epoch seconds of every change of offset from 2000 to 2037."""
    return [instant for instant, before, after in zones.transitions(zone, FIRST, LAST) if before != after]


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@st.composite
def intervals(draw: st.DrawFn) -> list[list[str]]:
    """Up to three, some past midnight, some of 24 hours."""
    edges = st.integers(0, 95).map(lambda quarter: clock(quarter * 15))
    ends = st.one_of(edges, st.just("24:00"))
    return [[draw(edges), draw(ends)] for _ in range(draw(st.integers(0, 3)))]


@st.composite
def calendars(draw: st.DrawFn, near: datetime, zone: str) -> dict[str, Any]:
    """One with opening hours on some weekday, and odd days within a week of `near`."""
    weekly = {day: draw(intervals()) for day in DAYS}
    weekly["wed"] = weekly["wed"] or [["08:00", "12:00"], ["13:00", "17:30"]]
    days = st.integers(-7, 7).map(lambda shift: (near + timedelta(days=shift)).date())
    return {
        "timezone": zone,
        "weekly": weekly,
        "holidays": [day.isoformat() for day in draw(st.lists(days, max_size=3))],
        "annual_holidays": [f"{day:%m-%d}" for day in draw(st.lists(days, max_size=2))],
        "closures": {day.isoformat(): draw(intervals()) for day in draw(st.lists(days, max_size=2))},
        "special_days": {day.isoformat(): draw(intervals()) for day in draw(st.lists(days, max_size=2))},
    }


@st.composite
def scenes(draw: st.DrawFn, calendars_wanted: int = 1) -> tuple[int, list[dict[str, Any]]]:
    """(epoch second near a change of offset of some zone, calendars): zones differ when several are wanted."""
    zone = draw(st.sampled_from(ZONES))
    turns = changes(zone) or [1_700_000_000]
    near = draw(st.sampled_from(turns)) + draw(st.integers(-2 * 86400, 2 * 86400))
    moment = datetime.fromtimestamp(near, UTC)
    chosen = [zone, *(draw(st.sampled_from(ZONES)) for _ in range(calendars_wanted - 1))]
    return near, [draw(calendars(moment, name)) for name in chosen]
