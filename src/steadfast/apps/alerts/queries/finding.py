"""Whose an alert is: by the names that its source maps, by our own names, by the device, else the source's client."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models.functions import Lower

from steadfast.apps.alerts.models import Alert, AlertSource
from steadfast.apps.clients.models import Client, Device, Site


@dataclass(slots=True)
class Finder:
    """What is needed to find the clients of some alerts of one source, in four queries at most."""

    source: AlertSource
    names: dict[str, set[int]] = field(default_factory=dict)
    devices: dict[str, list[Device]] = field(default_factory=dict)
    sites: dict[tuple[int, str], int] = field(default_factory=dict)

    def find(self, alert: Alert) -> None:
        """Set the client, the site and the device of an alert, as far as they are known."""
        told = alert.told_client.lower()
        client = self.source.clients.get(told) or _only(self.names.get(told, set()))
        alike = [one for one in self.devices.get(short(alert.host), []) if client in (None, one.client_id)]
        device = alike[0] if len(alike) == 1 else None
        alert.client_id = client or (device.client_id if device else None) or self.source.client_id
        alert.device = device if device and device.client_id == alert.client_id else None
        there = self.sites.get((alert.client_id or 0, alert.told_site.lower()))
        alert.site_id = there or (alert.device.site_id if alert.device else None)


def finder(source: AlertSource, alerts: Sequence[Alert]) -> Finder:
    """Return what finds the clients of these alerts."""
    found = Finder(source)
    told = {alert.told_client.lower() for alert in alerts} - {""}
    if told:
        for key, name, there in Client.objects.filter(retired_at=None).values_list("pk", "name", "source_key"):
            for word in {name.lower(), there.lower()} & told:
                found.names.setdefault(word, set()).add(key)
    for device in _devices({short(alert.host) for alert in alerts} - {""}):
        found.devices.setdefault(device.low, []).append(device)  # type: ignore[attr-defined]
    if any(alert.told_site for alert in alerts):
        rows = Site.objects.filter(retired_at=None).values_list("client_id", "name", "pk")
        found.sites = {(client, name.lower()): key for client, name, key in rows}
    return found


def short(host: str) -> str:
    """Return a host without its domain, in small letters; an address stays whole."""
    low = host.lower()
    return low if low.replace(".", "").isdecimal() or low.startswith("[") else low.partition(".")[0]


def _devices(hosts: Iterable[str]) -> Iterable[Device]:
    wanted = sorted(hosts)
    rows = Device.objects.filter(retired_at=None).annotate(low=Lower("name"))
    return rows.filter(low__in=wanted) if wanted else []


def _only(keys: set[int]) -> int | None:
    return next(iter(keys)) if len(keys) == 1 else None
