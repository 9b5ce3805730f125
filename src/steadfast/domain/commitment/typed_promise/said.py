"""An instant as it is shown before it is promised, and can be typed again: Friday 27 Nov 2026 12:00."""

from datetime import datetime, tzinfo

from steadfast.domain import language


def said(instant: datetime, zone: tzinfo) -> str:
    """Return the weekday, date and time in the zone, to the minute as every page says it."""
    local = instant.astimezone(zone)
    return f"{language.weekday(local)} {language.day_of_year(local)} {local:%H:%M}"
