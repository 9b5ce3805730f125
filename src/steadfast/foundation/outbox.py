"""How a lower app causes something in a higher one: it appends an event, and subscribers get it after the commit.

At least once: a subscriber may be called again for the same event. Each call is one transaction with the removal of
its row (foundation/jobs/delivering), so what it writes to the database happens exactly once; what leaves the database
(mail, a webhook) it hands to a job whose unique key names the event.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Protocol

from steadfast.foundation import bulk
from steadfast.foundation.models import Delivery, Event


class Subscriber(Protocol):
    """Called with the event, its data and the instant of the delivery; (event id, subscriber name) is its key."""

    def __call__(self, event: Event, data: dict[str, Any], *, now: datetime) -> None: ...


_by_name: dict[str, Subscriber] = {}
_by_kind: dict[str, list[str]] = {}


def subscribe(event_kind: str, name: str) -> Callable[[Subscriber], Subscriber]:
    """Register a function of an app's tasks.py for a kind of event. The name is stored in rows: never rename it."""

    def register(function: Subscriber) -> Subscriber:
        if _by_name.setdefault(name, function) is not function:
            raise ValueError(f"subscriber {name!r} is registered twice")
        _by_kind.setdefault(event_kind, []).append(name)
        return function

    return register


def unsubscribe(name: str) -> None:
    """Forget a subscriber; for tests."""
    _by_name.pop(name, None)
    for names in _by_kind.values():
        if name in names:
            names.remove(name)


def subscriber(name: str) -> Subscriber | None:
    return _by_name.get(name)


def enqueue(events: Iterable[tuple[int, str]], *, now: datetime) -> None:
    """Make the deliveries of new events, given as (id, kind), in the transaction that appends them."""
    rows = [(key, name, 0, now, "", None, "") for key, kind in events for name in _by_kind.get(kind, ())]
    if rows:
        columns = ("event_id", "subscriber", "attempts", "next_at", "lease_owner", "lease_until", "error")
        bulk.insert(Delivery, columns, rows)
