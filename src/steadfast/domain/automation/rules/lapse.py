"""When a rule of time holds: so many open hours before an instant, or after one. Both read the same calendar.

`fresh` keeps a rule from acting on what was so already when it was switched on.
"""

from datetime import datetime, timedelta

from steadfast.domain.working_time import Hours

HOUR = 3_600
FARTHEST = timedelta(days=800)  # a calendar that opens so rarely reaches no further back


def before(hours: Hours, end: datetime, open_hours: int) -> datetime:
    """Return since when at most so many open hours are left to an instant."""
    wanted, back = open_hours * HOUR, timedelta(hours=open_hours)
    while (worked := hours.worked(end - back, end)) < wanted and back < FARTHEST:
        back *= 2
    return hours.due(end - back, max(0, worked - wanted))


def after(hours: Hours, begin: datetime, open_hours: int) -> datetime:
    """Return when so many open hours have passed since an instant."""
    return hours.due(begin, open_hours * HOUR)


def falls_due(hours: Hours, due: datetime, stamped: datetime, open_hours: int) -> datetime:
    """Return from when on a promise counts as soon due: what was promised for sooner does at once."""
    return max(before(hours, due, open_hours), stamped)


def fresh(moment: datetime, on_since: datetime) -> bool:
    """Tell whether a moment came while a rule was on."""
    return moment >= on_since
