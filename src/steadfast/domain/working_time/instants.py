"""Between aware datetimes and whole epoch seconds, the only unit that the engine counts in.

Fractions of a second are dropped (floor) on the way in, the same for every instant, so no answer is ever rounded up.
"""

from datetime import UTC, datetime, timedelta

from steadfast.domain.working_time.errors import CalendarError, shown

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_from_timestamp = datetime.fromtimestamp


def to_seconds(moment: datetime) -> int:
    """Whole UTC epoch seconds of an aware datetime; a naive one is refused, for its zone would be the machine's."""
    try:
        since = moment - _EPOCH
    except TypeError:
        raise CalendarError("naive-instant", "instant", f"{shown(moment)} is no instant with a time zone") from None
    return since.days * 86_400 + since.seconds


def to_instant(seconds: int) -> datetime:
    """The aware UTC datetime of an epoch second."""
    return _from_timestamp(seconds, UTC)


def to_duration(value: int | timedelta, field: str = "seconds") -> int:
    """A duration in whole seconds, never negative."""
    seconds = int(value.total_seconds() // 1) if isinstance(value, timedelta) else value
    if isinstance(seconds, bool) or not isinstance(seconds, int):
        raise CalendarError("bad-shape", field, f"{shown(value)} is not a whole number of seconds")
    if seconds < 0:
        raise CalendarError("negative-duration", field, f"{seconds} seconds is less than nothing")
    return seconds
