"""The dates that one press promises: tomorrow at noon, and a week from now, both on a working day."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from steadfast.foundation.local_moment import SHAPE

SATURDAY = 5
NOON = time(12)


@dataclass(frozen=True, slots=True)
class Offered:
    """An instant, and how a field writes it."""

    at: datetime
    typed: str


def offered(now: datetime, zone: tzinfo) -> list[Offered]:
    """Return the dates to press, nearest first."""
    return [_noon(now, zone, days) for days in (1, 7)]


def _noon(now: datetime, zone: tzinfo, days: int) -> Offered:
    day = now.astimezone(zone).date() + timedelta(days=days)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    local = datetime.combine(day, NOON, tzinfo=zone)
    return Offered(local, local.strftime(SHAPE))
