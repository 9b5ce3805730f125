"""The practice's wall clock: the zone in which "daily at 02:30" is meant. The app that knows the practice says it."""

from collections.abc import Callable
from datetime import datetime, time, timedelta, tzinfo

from steadfast.foundation import moments

_zone: list[Callable[[], str]] = []


def register(zone: Callable[[], str]) -> None:
    """Say how the practice's zone is found out."""
    _zone[:] = [zone]


def zone() -> tzinfo:
    return moments.zone_of(_zone[0]() if _zone else "UTC")


def last(at: time, zone: tzinfo, now: datetime) -> datetime:
    """Return the latest instant not after `now` at which the wall of the zone shows this time of day."""
    today = now.astimezone(zone).date()
    tries = [datetime.combine(today - timedelta(days=back), at, tzinfo=zone) for back in (0, 1)]
    return next(one for one in tries if one <= now)
