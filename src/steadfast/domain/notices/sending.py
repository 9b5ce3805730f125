"""When somebody is written to about what they have not read yet: by their choice, and never in their quiet hours.

One mail holds all that waits. At once means within ten minutes of the mail before, so that a storm is a few mails.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from steadfast.domain.working_time import Hours

HOWS = ("at once", "hourly", "morning", "never")
PAUSE = timedelta(minutes=10)
"""Between two mails at once: enough that what belongs together comes together, too short to miss anything."""
GATHER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """`quiet_from` to `quiet_until` on the reader's clock, over midnight where it ends earlier; equal: never quiet.

    `open_days`: days on which the practice is closed are quiet as a whole. The morning begins at `quiet_until`.
    """

    how: str = "morning"
    quiet_from: time = time(18)
    quiet_until: time = time(8)
    open_days: bool = True


def is_quiet(choice: Choice, now: datetime, zone: tzinfo, hours: Hours | None) -> bool:
    """Tell whether the reader wants to be left alone now; `hours` are those of the practice, if it has any."""
    here = now.astimezone(zone)
    start, end, at = choice.quiet_from, choice.quiet_until, here.time()
    within = start <= at < end if start <= end else at >= start or at < end
    return within or (choice.open_days and hours is not None and not _is_open(here, hours))


def is_due(
    choice: Choice, *, oldest: datetime, last: datetime | None, now: datetime, zone: tzinfo, hours: Hours | None
) -> bool:
    """Tell whether what waits since `oldest` leaves now, when the last mail left at `last`."""
    if choice.how == "never" or is_quiet(choice, now, zone, hours):
        return False
    if choice.how == "at once":
        return last is None or now - last >= PAUSE
    if choice.how == "hourly":
        return now - (oldest if last is None else max(oldest, last)) >= GATHER
    morning = datetime.combine(now.astimezone(zone).date(), choice.quiet_until, zone)
    return oldest < morning <= now and (last is None or last < morning)


def _is_open(here: datetime, hours: Hours) -> bool:
    midnight = datetime.combine(here.date(), time(), here.tzinfo)
    after = datetime.combine(here.date() + timedelta(days=1), time(), here.tzinfo)
    return bool(hours.spans(midnight, after))
