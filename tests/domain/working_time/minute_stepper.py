"""Reference engines, written apart from the code under test: slow and simple.

`MinuteStepper` walks UTC minute by minute and looks at a clock on the wall. It knows nothing of intervals in UTC, so
an interval edge inside a gap or a fold means something else to it: see `clean_edges`. `minutes_by_edges` reads every
edge of every interval alone and collects minutes in a set, gaps and folds included.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTE, DAY = 60, 1440


def minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


class MinuteStepper:
    """Answers for one calendar in the written form, in whole minutes of epoch time."""

    def __init__(self, calendar: dict[str, Any]) -> None:
        self.calendar = calendar
        self.zone = ZoneInfo(calendar["timezone"])

    def is_open(self, minute: int) -> bool:
        """Whether the minute that begins at this epoch minute is working time."""
        local = datetime.fromtimestamp(minute * MINUTE, self.zone)
        today, clock = local.date(), local.hour * 60 + local.minute
        if self._holiday(today) or self._inside(self.calendar.get("closures", {}), None, today, clock):
            return False
        return self._inside(self.calendar.get("special_days", {}), self.calendar["weekly"], today, clock)

    def worked(self, start: int, end: int) -> int:
        """Working minutes of [start, end)."""
        return sum(self.is_open(minute) for minute in range(start, end))

    def due(self, start: int, work: int, limit: int) -> int | None:
        """The minute at whose beginning `work` minutes are used up."""
        for minute in range(start, start + limit):
            if work == 0:
                return minute
            work -= self.is_open(minute)
        return start + limit if work == 0 else None

    def _holiday(self, day: date) -> bool:
        calendar = self.calendar
        return day.isoformat() in calendar.get("holidays", ()) or f"{day:%m-%d}" in calendar.get("annual_holidays", ())

    def _inside(self, dated: dict[str, Any], weekly: dict[str, Any] | None, today: date, clock: int) -> bool:
        for day, now in ((today, clock), (today - timedelta(days=1), clock + DAY)):
            plain = [] if weekly is None else weekly.get(DAYS[day.weekday()], [])
            for start, end in dated.get(day.isoformat(), plain):
                low, high = minutes(start), minutes(end)
                if low <= now < (high if high > low else high + DAY):
                    return True
        return False


def minutes_by_edges(calendar: dict[str, Any], first: date, days: int) -> set[int]:
    """Open epoch minutes of `days` local days, each edge read alone as RFC 5545 says."""

    def stretch(day: date, start: int, end: int) -> range:
        return range(_edge(calendar, day, start), _edge(calendar, day, end if end > start else end + DAY))

    opened: set[int] = set()
    taken: set[int] = set()
    for day in (first + timedelta(days=step) for step in range(days)):
        for start, end in calendar["special_days"].get(
            day.isoformat(), calendar["weekly"].get(DAYS[day.weekday()], [])
        ):
            opened |= set(stretch(day, minutes(start), minutes(end)))
        for start, end in calendar["closures"].get(day.isoformat(), []):
            taken |= set(stretch(day, minutes(start), minutes(end)))
        if day.isoformat() in calendar["holidays"] or f"{day:%m-%d}" in calendar["annual_holidays"]:
            taken |= set(stretch(day, 0, DAY))
    return opened - taken


def _edge(calendar: dict[str, Any], day: date, minute: int) -> int:
    day, minute = day + timedelta(days=minute // DAY), minute % DAY
    local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ZoneInfo(calendar["timezone"]))
    return int(local.timestamp()) // MINUTE


def clean_edges(zone: str, start: int, end: int, edges: set[int]) -> bool:
    """Whether no minute of day in `edges` falls inside a gap or a fold of the epoch minutes [start, end)."""
    place = ZoneInfo(zone)
    for minute in range(start, end, 5):
        before, after = offset(place, minute * MINUTE), offset(place, (minute + 5) * MINUTE)
        if before == after:
            continue
        low, high = sorted((minute + before, minute + after))
        if any((low + step) % DAY in edges for step in range(1, high - low + 10)):
            return False
    return True


def offset(place: ZoneInfo, instant: int) -> int:
    """Minutes east of UTC."""
    shift = datetime.fromtimestamp(instant, place).utcoffset()
    return 0 if shift is None else int(shift.total_seconds()) // 60


def at(text: str) -> datetime:
    """ "2024-01-15 10:00" as an instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
