"""Wall-clock time of a zone as an instant, with a note where the clocks were changed under it.

Read as RFC 5545 (3.3.5) does and as the clock does: a time that a change skips takes the offset before the gap,
one that happens twice is the first of the two.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from steadfast.domain import language
from steadfast.domain.language import say


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
    at = {"time": f"{written:%H:%M}", "day": language.day_of_year(written), "zone": zone.key}
    trouble = note = ""
    if shown.replace(tzinfo=None, fold=0) != written:
        trouble = say("%(time)s on %(day)s does not exist in %(zone)s: the clocks go forward then.", **at)
        note = f"{trouble} {say('It is read as %(time)s.', time=f'{shown:%H:%M}')}"
    elif local.utcoffset() != local.replace(fold=1).utcoffset():
        trouble = say("%(time)s on %(day)s happens twice in %(zone)s: the clocks go back then.", **at)
        note = f"{trouble} {say('The first is meant.')}"
    return WallTime(written, zone, instant, note, f"{trouble} {say('Choose another time.')}" if trouble else "")
