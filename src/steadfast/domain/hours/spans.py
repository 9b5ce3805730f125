"""Stretches of work on the wall clock: in parts by local day, and which of them lie over each other.

Lengths are real time: the night in which the clocks go back has an hour more than its hands show.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Span(NamedTuple):
    """[start, end), aware."""

    start: datetime
    end: datetime


class Part(NamedTuple):
    """What of a stretch lies on one local day."""

    day: date
    start: datetime
    end: datetime
    minutes: int


def midnight(day: date, zone: str) -> datetime:
    """Return the first instant of a local day, in UTC."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def by_day(start: datetime, end: datetime, zone: str) -> list[Part]:
    """Return the parts of a stretch day by day; their minutes add up to those of the whole, which are at least one.

    A part under half a minute at an edge may have none and is left out.
    """
    edges = [start, *_midnights(start, end, zone), end]
    whole = max(_minutes(start, end), 1)
    parts = list[Part]()
    for low, high in pairwise(edges):
        told = whole if high == end else min(_minutes(start, high), whole)
        minutes = told - sum(part.minutes for part in parts)
        if minutes:
            parts.append(Part(low.astimezone(ZoneInfo(zone)).date(), low, high, minutes))
    return parts


def overlaps[Of](spans: Sequence[tuple[Span, Of]]) -> list[tuple[Of, Of]]:
    """Return the pairs that lie over each other for a while, the earlier of each first; touching ends do not."""
    found, open_ones = [], list[tuple[Span, Of]]()
    for span, what in sorted(spans, key=lambda each: each[0]):
        open_ones = [one for one in open_ones if one[0].end > span.start]
        found += [(before, what) for _, before in open_ones]
        if span.end > span.start:
            open_ones.append((span, what))
    return found


def _midnights(start: datetime, end: datetime, zone: str) -> Iterator[datetime]:
    day = start.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    while (edge := midnight(day, zone)) < end:
        yield edge
        day += timedelta(days=1)


def _minutes(start: datetime, end: datetime) -> int:
    """Return whole minutes, half a one counting as one."""
    return int((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() + 30) // 60
