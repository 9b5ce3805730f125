"""The promise line as a sentence: "6 h of 8 h used; waiting on Lena Mon 15:00–17:00; due Tue 12:00; 35 min late"."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from steadfast.domain.commitment import durations
from steadfast.domain.working_time import Kind, Step

WAITS = 3  # as many are told one by one


def sentence(steps: Sequence[Step], *, due: datetime, until: datetime, zone: tzinfo, done: bool) -> str:
    """Return what the line of these steps shows; `until` is now, or when it was done."""
    used = sum(step.seconds for step in steps if step.kind is Kind.COUNTED)
    left = sum(step.seconds for step in steps if step.kind is Kind.LEFT)
    words = f"{durations.working(used)} of {durations.working(used + left)} used"
    late = [f"{_late(steps, due, until)} late"] if until > due else []
    return "; ".join([f"done, {words}" if done else words, *_waits(steps, zone), f"due {moment(due, zone)}", *late])


def _late(steps: Sequence[Step], due: datetime, until: datetime) -> str:
    """Return the open time since due, or the time on the wall while it has not opened since."""
    seconds = sum(step.seconds for step in steps if step.kind is Kind.OVER)
    return durations.working(seconds) if seconds else durations.calendar(int((until - due).total_seconds()))


def _waits(steps: Sequence[Step], zone: tzinfo) -> list[str]:
    waits = [step for step in steps if step.kind is Kind.PAUSED]
    told = [f"{step.note or 'waiting'} {span(step.start, step.end, zone)}" for step in waits[:WAITS]]
    return [*told, f"{len(waits) - WAITS} more waits"] if len(waits) > WAITS else told


def moment(instant: datetime, zone: tzinfo) -> str:
    """Return "Mon 15:00" in the zone."""
    return f"{instant.astimezone(zone):%a %H:%M}"


def span(start: datetime, end: datetime, zone: tzinfo) -> str:
    """Return "Mon 15:00–17:00", or "Mon 17:00–Tue 08:00" over midnight."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    return f"{first:%a %H:%M}–{last:%H:%M}" if first.date() == last.date() else f"{first:%a %H:%M}–{last:%a %H:%M}"
