"""A rota: turns of duty, one person at a time. Where there is none the duty owner of the team answers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.domain.working_time import wall_time

MOST = 104  # turns made at once
FARTHEST = timedelta(days=10_000)  # the longest series that begins soon fits


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's turn, [start, end)."""

    person: int
    start: datetime
    end: datetime


def turn(person: int, first: date, last: date, at: time, zone: str, *, now: datetime) -> Turn:
    """Return a turn from a day to a day, changing over at a wall time of the zone; Refused when it is over already."""
    _near(last, now)
    start, end = moment(first, at, zone), moment(last, at, zone)
    if end <= start:
        raise Refused(say("A turn ends after it begins."))
    if end <= now:
        raise Refused(say("That turn is over already."))
    return Turn(person, start, end)


def series(
    persons: Sequence[int], first: date, weeks: int, count: int, at: time, zone: str, *, now: datetime
) -> list[Turn]:
    """Return `count` turns of so many weeks each, the persons one after the other, over and over."""
    if not persons:
        raise Refused(say("Choose who takes turns."))
    if not 1 <= weeks <= 12 or not 1 <= count <= MOST:
        raise Refused(say("A turn lasts 1 to 12 weeks, and at most %(most)s are made at once.", most=MOST))
    _near(first, now)  # before weeks are added to it
    step = timedelta(weeks=weeks)
    return [
        turn(persons[no % len(persons)], first + no * step, first + (no + 1) * step, at, zone, now=now)
        for no in range(count)
    ]


def overlap(new: Iterable[Turn], there: Iterable[Turn]) -> Turn | None:
    """Return a turn that is there and that one of the new ones overlaps; None when all fit."""
    known = sorted(there, key=lambda each: each.start)
    for each in new:
        for other in known:
            if each.start < other.end and other.start < each.end:
                return other
    return None


def gaps(turns: Sequence[Turn], start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the stretches of [start, end) in which it is nobody's turn; turns never overlap."""
    free = start
    for each in sorted(turns, key=lambda each: each.start):
        if each.start > free:
            yield free, min(each.start, end)
        free = max(free, each.end)
        if free >= end:
            return
    yield free, end


def _near(day: date, now: datetime) -> None:
    if day - now.date() > FARTHEST:
        raise Refused(say("That is too far away."))


def moment(day: date, at: time, zone: str) -> datetime:
    """Return a wall time of a zone as an instant; one that the clocks skip is read with the offset before the gap."""
    try:
        return wall_time.read(datetime.combine(day, at), ZoneInfo(zone)).instant
    except OverflowError as error:
        raise Refused(say("That is too far away.")) from error
