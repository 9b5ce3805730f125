"""What `steadfast verify` asks of clients: does every device say what its latest event says?"""

from collections.abc import Iterator

from steadfast.apps.clients.models import Device
from steadfast.apps.clients.operations.device import told_of
from steadfast.foundation import events, verify
from steadfast.foundation.models import Event
from steadfast.foundation.verify import Finding

PIECE = 1_000


def register() -> None:
    """Register the check under the name that `steadfast verify` prints."""
    verify.register("devices")(devices)


def devices() -> Iterator[Finding]:
    """Yield every device whose row differs from the latest event about it; a piece at a time, by key."""
    last = 0
    while rows := list(Device.objects.filter(pk__gt=last).select_related("subject").order_by("pk")[:PIECE]):
        latest = {event.subject_id: event for event in _events(rows)}
        for device in rows:
            yield from _differ(device, latest.get(device.pk))
        last = rows[-1].pk


def _events(rows: list[Device]) -> Iterator[Event]:
    """Yield the events that say all of a device, oldest first."""
    keys = [row.pk for row in rows]
    found = Event.objects.filter(subject_id__in=keys, kind__startswith="device.").select_related("text")
    yield from found.order_by("id")


def _differ(device: Device, event: Event | None) -> Iterator[Finding]:
    where = f"device D-{device.subject.number}"
    if event is None:
        yield Finding(where, "no event tells of it")
        return
    body, private = told_of(device)
    said = event.data
    if not said:
        return  # erased: nothing vouches for it any more
    for name, value in body.items():
        if said.get(name) != value:
            yield Finding(where, f"{name} is {value}, its events say {said.get(name)}")
    for name, words in private.items():
        if not events.attests(event.text, name, words):
            yield Finding(where, f"its {name} is not the one that was recorded")
