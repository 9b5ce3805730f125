"""An instant as it is shown before it is promised, and can be typed again: Friday 27 Nov 2026 12:00."""

from datetime import datetime, tzinfo


def said(instant: datetime, zone: tzinfo) -> str:
    """Return the weekday, date and time in the zone, to the minute as every page says it."""
    local = instant.astimezone(zone)
    return f"{local:%A} {local.day} {local:%b %Y %H:%M}"
