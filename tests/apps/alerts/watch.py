"""Monitoring in the hands of a test: a source of JSON alerts of Kestrel Dental, and a clock that the test moves."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from steadfast.apps.alerts import operations
from steadfast.apps.alerts.models import Alert, AlertSource
from steadfast.apps.alerts.operations import Said
from steadfast.apps.alerts.waking import MONITORING
from steadfast.apps.desk.models import Ticket
from tests import cast, factories


@dataclass
class Watch:
    """`now` moves by `later`; what is told is received and read at once."""

    now: datetime = factories.NOW
    source: AlertSource = field(init=False)
    token: str = field(init=False)

    def __post_init__(self) -> None:
        factories.team()
        factories.agreement()
        theo = factories.actor(factories.member(cast.THEO))
        said = Said(name="Watchtower", client=factories.client(cast.KESTREL))
        self.source, self.token = operations.add_source("json", said, actor=theo, now=self.now)

    def later(self, **by: int) -> None:
        self.now += timedelta(**by)

    def tell(self, *rows: dict[str, str]) -> None:
        """Post rows of one body, and have it read."""
        operations.receive(self.source, json.dumps(list(rows)).encode(), now=self.now)
        self.read()

    def read(self) -> None:
        while operations.read_some(actor=MONITORING, now=self.now):
            pass

    def look_after(self) -> list[str]:
        operations.after_maintenance(actor=MONITORING, now=self.now)
        return [operations.settle(key, actor=MONITORING, now=self.now) for key in operations.well(self.now)]


def fires(name: str = "Disk", host: str = "srv1", **more: str) -> dict[str, str]:
    return {"name": name, "host": host, "status": "firing", **more}


def well(name: str = "Disk", host: str = "srv1", **more: str) -> dict[str, str]:
    return {"name": name, "host": host, "status": "ok", **more}


def fates() -> dict[str, int]:
    found: dict[str, int] = {}
    for fate in Alert.objects.values_list("fate", flat=True):
        found[fate] = found.get(fate, 0) + 1
    return found


def ticket() -> Ticket:
    """Return the only ticket."""
    return Ticket.objects.select_related("subject").get()
