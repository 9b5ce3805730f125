"""Months of figures: the month of an instant in the practice's zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def month_of(instant: datetime, zone: str) -> date:
    """Return the first day of the month in which `instant` falls in the zone."""
    return instant.astimezone(ZoneInfo(zone)).date().replace(day=1)


def following(month: date) -> date:
    """Return the first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
