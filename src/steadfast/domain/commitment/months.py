"""Months of figures: the month of an instant in the practice's zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def month_of(instant: datetime, zone: str) -> date:
    """Return the first day of the month in which `instant` falls in the zone."""
    return instant.astimezone(ZoneInfo(zone)).date().replace(day=1)


def following(month: date) -> date:
    """Return the first day of the month after."""
    return months_on(month, 1)


def months_on(month: date, count: int) -> date:
    """Return the first day of the month so many months on, or back where `count` is negative."""
    number = month.year * 12 + month.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)
