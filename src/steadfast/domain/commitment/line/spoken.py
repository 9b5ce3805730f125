"""The promise line as a sentence: "6 h of 8 h used; waiting on Lena Mon 15:00–17:00; due Tue 12:00; 35 min late"."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from steadfast.domain.commitment import durations
from steadfast.domain.commitment.line.stretches import Stretch, Times
from steadfast.domain.working_time.instants import to_instant

WAITS = 3  # as many are told one by one
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def sentence(used: int, total: int, late: int, waits: Sequence[Stretch], times: Times) -> str:
    """Return what the line shows: open seconds used, in all, and since due (the time on the wall while it is shut)."""
    words = f"{durations.working(used)} of {durations.working(total)} used"
    parts = [
        f"done, {words}" if times.done else words,
        *_waits(waits, times.zone),
        f"due {moment(times.due, times.zone)}",
    ]
    if times.until > times.due:
        wall = int((times.until - times.due).total_seconds())
        parts.append(f"{durations.working(late) if late >= durations.MINUTE else durations.calendar(wall)} late")
    return "; ".join(parts)


def _waits(waits: Sequence[Stretch], zone: tzinfo) -> list[str]:
    told = [f"{s.note or 'waiting'} {span(to_instant(s.start), to_instant(s.end), zone)}" for s in waits[:WAITS]]
    return [*told, f"{len(waits) - WAITS} more waits"] if len(waits) > WAITS else told


def moment(instant: datetime, zone: tzinfo) -> str:
    """Return "Mon 15:00" in the zone."""
    return _day_and_time(instant.astimezone(zone))


def span(start: datetime, end: datetime, zone: tzinfo, *, dated: bool = False) -> str:
    """Return "Mon 15:00–17:00", or "Mon 17:00–Tue 08:00" over midnight; `dated` says "19 Aug" for the weekday."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    until = f"{last.hour:02}:{last.minute:02}" if first.date() == last.date() else _day_and_time(last, dated)
    return f"{_day_and_time(first, dated)}–{until}"


def _day_and_time(local: datetime, dated: bool = False) -> str:
    day = f"{local.day} {local:%b}" if dated else DAYS[local.weekday()]
    return f"{day} {local.hour:02}:{local.minute:02}"
