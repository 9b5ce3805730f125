"""Which alerts are one trouble: those of one host, and those of one place of a client within a short time.

What fires together is one ticket; what follows within the window joins it. Order does not matter within a batch.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Fresh:
    """An alert that needs a place. `key` is the caller's."""

    key: int
    source: int
    client: int
    site: int | None
    host: str


@dataclass(frozen=True, slots=True)
class Open:
    """A trouble on whose ticket somebody still works, with the hosts that it has and when an alert last joined it."""

    key: int
    source: int
    client: int
    site: int | None
    hosts: frozenset[str]
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Gathered:
    """Alerts of one trouble: they join `joins`, or need a new ticket where that is None."""

    joins: int | None
    keys: tuple[int, ...]


def gather(fresh: Iterable[Fresh], opened: Sequence[Open], *, now: datetime, window: timedelta) -> list[Gathered]:
    """Return each alert in exactly one group. The trouble of its host comes before that of its place."""
    joined: dict[int, list[int]] = {}
    anew: dict[tuple[int, int | None], list[int]] = {}
    for alert in fresh:
        home = _of_host(alert, opened) or _of_place(alert, opened, now - window)
        if home is not None:
            joined.setdefault(home.key, []).append(alert.key)
        else:
            anew.setdefault((alert.client, alert.site), []).append(alert.key)
    groups = [Gathered(key, tuple(keys)) for key, keys in joined.items()]
    return [*groups, *(Gathered(None, tuple(keys)) for keys in anew.values())]


def _of_host(alert: Fresh, opened: Sequence[Open]) -> Open | None:
    return next((one for one in opened if alert.host in one.hosts and one.client == alert.client), None)


def _of_place(alert: Fresh, opened: Sequence[Open], since: datetime) -> Open | None:
    place = (alert.source, alert.client, alert.site)
    near = [one for one in opened if (one.source, one.client, one.site) == place and one.joined_at >= since]
    return max(near, key=lambda one: one.joined_at, default=None)
