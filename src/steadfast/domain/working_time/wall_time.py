"""Wall-clock time of a zone as an instant, with a note where the clocks were changed under it.

Read as RFC 5545 (3.3.5) does and as the clock does: a time that a change skips takes the offset before the gap,
one that happens twice is the first of the two.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class WallTime:
    """What was written, in `zone`; the instant that is meant, in UTC; and what the reader should know about it.

    `trouble` says the same to who gives a date that others rely on: such a time is not taken there.
    """

    written: datetime
    zone: ZoneInfo
    instant: datetime
    note: str = ""
    trouble: str = ""


def read(written: datetime, zone: ZoneInfo) -> WallTime:
    """Return the instant of a naive wall-clock time."""
    local = written.replace(tzinfo=zone, fold=0)
    instant = local.astimezone(UTC)
    shown = instant.astimezone(zone)
    place = f"in {zone.key}"
    said, trouble, note = _said(written), "", ""
    if shown.replace(tzinfo=None, fold=0) != written:
        trouble = f"{said} does not exist {place}: the clocks go forward then."
        note = f"{trouble} It is read as {shown:%H:%M}."
    elif local.utcoffset() != local.replace(fold=1).utcoffset():
        trouble = f"{said} happens twice {place}: the clocks go back then."
        note = f"{trouble} The first is meant."
    return WallTime(written, zone, instant, note, f"{trouble} Choose another time." if trouble else "")


def _said(written: datetime) -> str:
    return f"{written:%H:%M} on {written.day} {written:%b %Y}"
