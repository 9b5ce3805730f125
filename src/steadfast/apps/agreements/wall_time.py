"""Wall-clock time of a zone as an instant, with a note where the clocks were changed under it.

Read as RFC 5545 (3.3.5) does and as the clock does: a time that a change skips takes the offset before the gap,
one that happens twice is the first of the two.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class WallTime:
    """What was written, in `zone`; the instant that is meant, in UTC; and what the reader should know about it."""

    written: datetime
    zone: ZoneInfo
    instant: datetime
    note: str = ""


def read(written: datetime, zone: ZoneInfo) -> WallTime:
    """Return the instant of a naive wall-clock time."""
    local = written.replace(tzinfo=zone, fold=0)
    instant = local.astimezone(UTC)
    shown = instant.astimezone(zone)
    place = f"in {zone.key}"
    if shown.replace(tzinfo=None, fold=0) != written:
        note = f"{_said(written)} does not exist {place}: the clocks go forward then. It is read as {shown:%H:%M}."
    elif local.utcoffset() != local.replace(fold=1).utcoffset():
        note = f"{_said(written)} happens twice {place}: the clocks go back then. The first is meant."
    else:
        note = ""
    return WallTime(written, zone, instant, note)


def _said(written: datetime) -> str:
    return f"{written:%H:%M} on {written.day} {written:%b %Y}"
