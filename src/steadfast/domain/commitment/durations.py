"""Durations in words, as people say them: 45 s, 35 min, 2 h, 1 h 30, 62 h.

Working time has no days (a day of one calendar is eight hours, of another twenty-four), so it is said in hours;
calendar time, such as the age of an invoice, is said in days from two days on.
"""

from steadfast.domain.language import say_n

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def working(seconds: int) -> str:
    """Return working time in words, rounded down to the minute and without its sign ("late" says that)."""
    seconds = abs(seconds)
    if seconds < MINUTE:
        return f"{seconds} s" if seconds else "0 min"
    hours, minutes = divmod(seconds // MINUTE, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"


def calendar(seconds: int) -> str:
    """Return time on the wall in words: as working time below 48 hours, then in whole days."""
    seconds = abs(seconds)
    if seconds < 2 * DAY:
        return working(seconds)
    days = seconds // DAY
    return say_n("%(n)s day", "%(n)s days", days)
