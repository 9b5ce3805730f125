"""The close of the next open day: what "until tomorrow" means on a calendar."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from steadfast.domain.working_time.hours import Hours


def close_of_next_day(hours: Hours, now: datetime) -> datetime:
    """Return when the first open day after today closes, in the zone of the hours, at the latest at midnight."""
    zone = ZoneInfo(hours.zone)
    opens = hours.opens(_midnight_after(now, zone))
    return hours.spans(opens, _midnight_after(opens, zone))[-1][1]


def _midnight_after(instant: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(instant.astimezone(zone).date() + timedelta(days=1), time(), zone)
