"""Local wall-clock time to UTC for whole arrays, by the reading of RFC 5545 section 3.3.5 (rule 7).

A time inside a gap takes the offset in force before it, a time that happens twice is the first of the two.
Offsets change only at transitions, so a zone is looked at once a few days, bisected, and remembered.
"""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from steadfast.domain.working_time.errors import CalendarError, shown

type Seconds = NDArray[np.int64]

DAY = 86_400
NOTHING: Seconds = np.empty(0, dtype=np.int64)
PROBE = 3 * DAY
"""No zone has changed twice within it: the shortest stay since 1900 is four days (Freetown, 1939)."""

_NOT_PLACES = ("localtime", "posixrules", "Factory")


def known(name: object, field: str) -> str:
    """The name, when it is a zone (or a link) of the time zone database."""
    if isinstance(name, str) and name not in _NOT_PLACES and not name.startswith(("right/", "posix/")):
        try:
            return ZoneInfo(name).key
        except (KeyError, ValueError, OSError):
            pass
    raise CalendarError("unknown-time-zone", field, f"{shown(name)} is not a time zone")


def year_start(year: int) -> int:
    """Epoch second of 1 January 00:00 UTC."""
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())


@lru_cache(maxsize=1024)
def transitions(zone: str, first_year: int, last_year: int) -> tuple[tuple[int, int, int], ...]:
    """(instant, offset before, offset after) in seconds: the offset at first, then every change of the years."""
    place = ZoneInfo(zone)
    found = []
    instant, end = year_start(first_year) - 4 * DAY, year_start(last_year + 1) + 4 * DAY
    offset = _offset(place, instant)
    found.append((instant, offset, offset))
    while instant < end:
        following = instant + PROBE
        after = _offset(place, following)
        if after != offset:
            found.append((_change(place, instant, following, offset), offset, after))
        instant, offset = following, after
    return tuple(found)


def to_utc(local: Seconds, zone: str, first_year: int, last_year: int) -> Seconds:
    """Epoch seconds of local seconds (counted as if local time were UTC) that lie within the years."""
    changes = transitions(zone, first_year, last_year)
    if len(changes) == 1:
        return local - changes[0][2]
    walls = np.array([instant + max(before, after) for instant, before, after in changes[1:]], dtype=np.int64)
    offsets = np.array([after for _, _, after in changes], dtype=np.int64)
    return local - offsets[walls.searchsorted(local, side="right")]


def _offset(place: ZoneInfo, instant: int) -> int:
    shift = datetime.fromtimestamp(instant, place).utcoffset()
    return 0 if shift is None else shift.days * DAY + shift.seconds


def _change(place: ZoneInfo, low: int, high: int, before: int) -> int:
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(place, middle) == before:
            low = middle
        else:
            high = middle
    return high
