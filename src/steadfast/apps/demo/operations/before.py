"""Working time backwards: the instant since which a calendar has been open for so long."""

from datetime import datetime, timedelta

from steadfast.domain.working_time import Hours

LOOK_BACK = timedelta(days=30)


def before(hours: Hours, now: datetime, seconds: int) -> datetime:
    """Return the latest instant from which `seconds` of open time pass until `now`."""
    left = seconds
    for start, end in reversed(hours.spans(now - LOOK_BACK, now)):
        length = int((end - start).total_seconds())
        if length >= left:
            return end - timedelta(seconds=left)
        left -= length
    raise ValueError(f"the calendar was not open for {seconds} s in the {LOOK_BACK.days} days before {now}")
