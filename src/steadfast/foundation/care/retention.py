"""Which backups to keep: the newest of each of the last days, weeks and months that have one. Pure.

Counting the days that have one, and not the days that passed, is what keeps the last good backups of a practice whose
backups have failed for a year.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo


@dataclass(frozen=True)
class Keep:
    """How many days, weeks and months keep their newest backup."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


def kept(instants: Iterable[datetime], keep: Keep, zone: tzinfo) -> set[datetime]:
    """Return the instants to keep, with days as the zone counts them; the newest of all is always among them."""
    newest_first = sorted(set(instants), reverse=True)
    grains: list[tuple[int, Callable[[datetime], object]]] = [
        (keep.daily, lambda at: at.astimezone(zone).date()),
        (keep.weekly, lambda at: at.astimezone(zone).isocalendar()[:2]),
        (keep.monthly, lambda at: at.astimezone(zone).strftime("%Y-%m")),
    ]
    return {at for count, grain in grains for at in _newest_of_each(newest_first, grain, count)} | {*newest_first[:1]}


def _newest_of_each(newest_first: list[datetime], grain: Callable[[datetime], object], count: int) -> list[datetime]:
    first: dict[object, datetime] = {}
    for at in newest_first:
        first.setdefault(grain(at), at)
    return list(first.values())[:count]
