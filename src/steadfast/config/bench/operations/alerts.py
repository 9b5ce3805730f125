"""A practice that is watched: clients under an agreement, and a source that posts their alerts as Alertmanager does."""

import json
import time
from datetime import UTC, datetime

from django.urls import reverse

from steadfast.apps.agreements import operations as agreements
from steadfast.apps.alerts.models import Alert, Arrival
from steadfast.apps.alerts.operations import Said, add_source
from steadfast.apps.clients.operations import make_client
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity import operations as identity
from steadfast.apps.identity.queries import actor_of
from steadfast.domain.alerts.formats import alertmanager

CLIENTS, MACHINES, OFTEN = 4, 25, 0.1
APART = CLIENTS  # a client of its own, of whom only the first alert of all tells
FAULTS = (("critical", "InstanceDown"), ("warning", "HostOutOfDiskSpace"), ("warning", "HostHighCpuLoad"))


def move_in(*, now: datetime) -> str:
    """Found the practice; return the address of its source of alerts."""
    owner = identity.found(identity.Founding("Practice", "UTC", "EUR", "Owner", "owner@practice.example"), now=now)
    actor = actor_of(owner)
    agreements.found("UTC", actor=actor, now=now)
    identity.make_team(name="Desk", duty_owner=owner, members=[owner], actor=actor, now=now)
    for no in range(CLIENTS + 1):
        make_client(_client(no), "UTC", actor=actor, now=now)
    _, token = add_source("alertmanager", Said(name="Watch", mapping=alertmanager.ASKS), actor=actor, now=now)
    return reverse("alerts:hook_address", args=[token])


def body(no: int, client: int | None = None, *, now: datetime) -> bytes:
    """Return what Alertmanager posts of a group with one alert; each number is another alert."""
    severity, name = FAULTS[no % len(FAULTS)]
    client = no % CLIENTS if client is None else client
    labels = {
        "alertname": name,
        "severity": severity,
        "client": _client(client),
        "instance": f"host{no % MACHINES}.client{client}.example:9100",
        "part": str(no),
    }
    alert = {
        "status": "firing",
        "labels": labels,
        "annotations": {"summary": f"{name} on {labels['instance']}, part {no}"},
        "startsAt": now.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "endsAt": "0001-01-01T00:00:00Z",
        "generatorURL": f"http://watch.example/graph?part={no}",
        "fingerprint": f"{no:016x}",
    }
    group = {"version": "4", "status": "firing", "receiver": "steadfast", "groupKey": f"{{}}:{{part={no}}}"}
    return json.dumps({**group, "truncatedAlerts": 0, "alerts": [alert]}).encode()


def read_all(patience: float) -> bool:
    """Wait until the worker has read all that arrived; tell whether it did in so many seconds."""
    deadline = time.monotonic() + patience
    while Arrival.objects.filter(state="waiting").exists():
        if time.monotonic() > deadline:
            return False
        time.sleep(OFTEN)
    return True


def standing() -> dict[str, int]:
    """Count the alerts that are on a ticket or still wait for the worker, and the tickets."""
    waiting = Arrival.objects.filter(state="waiting").count()
    return {"alerts": Alert.objects.filter(fate="ticket").count() + waiting, "tickets": Ticket.objects.count()}


def _client(no: int) -> str:
    return f"Client {no}"
