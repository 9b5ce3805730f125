"""The promise line as a sentence: "6 h of 8 h used; waiting on Lena Mon 15:00–17:00; due Tue 12:00; 35 min late"."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from steadfast.domain import language
from steadfast.domain.commitment import durations
from steadfast.domain.commitment.line.stretches import Stretch, Times
from steadfast.domain.language import say, say_n
from steadfast.domain.working_time.instants import to_instant

WAITS = 3  # as many are told one by one


def sentence(used: int, total: int, late: int, waits: Sequence[Stretch], times: Times) -> str:
    """Return what the line shows: open seconds used, in all, and since due (the time on the wall while it is shut)."""
    spent = {"used": durations.working(used), "total": durations.working(total)}
    parts = [
        say("done, %(used)s of %(total)s used", **spent) if times.done else say("%(used)s of %(total)s used", **spent),
        *_waits(waits, times.zone),
        say("due %(time)s", time=moment(times.due, times.zone)),
    ]
    if times.until > times.due:
        wall = int((times.until - times.due).total_seconds())
        by = durations.working(late) if late >= durations.MINUTE else durations.calendar(wall)
        parts.append(say("%(time)s late", time=by))
    return "; ".join(parts)


def _waits(waits: Sequence[Stretch], zone: tzinfo) -> list[str]:
    told = [f"{s.note or say('waiting')} {span(to_instant(s.start), to_instant(s.end), zone)}" for s in waits[:WAITS]]
    more = len(waits) - WAITS
    return [*told, say_n("%(n)s more wait", "%(n)s more waits", more)] if more > 0 else told


def moment(instant: datetime, zone: tzinfo) -> str:
    """Return "Mon 15:00" in the zone."""
    return _day_and_time(instant.astimezone(zone))


def span(start: datetime, end: datetime, zone: tzinfo, *, dated: bool = False) -> str:
    """Return "Mon 15:00–17:00", or "Mon 17:00–Tue 08:00" over midnight; `dated` says "19 Aug" for the weekday."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    until = f"{last.hour:02}:{last.minute:02}" if first.date() == last.date() else _day_and_time(last, dated)
    return f"{_day_and_time(first, dated)}–{until}"


def _day_and_time(local: datetime, dated: bool = False) -> str:
    day = language.day_of_month(local) if dated else language.short_weekday(local)
    return f"{day} {local.hour:02}:{local.minute:02}"
