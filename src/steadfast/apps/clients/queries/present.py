"""What rows of clients hold now, by the names of the fields that change them, so that a form can compare."""

from typing import Any

from steadfast.apps.clients.models import Client, Device, Site
from steadfast.apps.identity.models import Person


def client_of(client: Client) -> dict[str, Any]:
    """Return what the form of a client shows."""
    return {
        "name": client.name,
        "zone": client.zone,
        "since_on": client.since_on or "",
        "relationship_owner": client.relationship_owner_id or "",
    }


def contact_of(person: Person) -> dict[str, Any]:
    """Return what the form of a contact shows."""
    return {"name": person.name, "email": person.email, "phone": person.phone}


def site_of(site: Site) -> dict[str, Any]:
    """Return what the form of a site shows."""
    return {"name": site.name}


def device_of(device: Device) -> dict[str, Any]:
    """Return what the form of a device shows."""
    plain = ("name", "kind", "serial", "maker", "model", "system")
    return {
        **{name: getattr(device, name) for name in plain},
        "site": device.site_id or "",
        "user": device.user_id or "",
        "bought_on": device.bought_on or "",
        "warranty_until": device.warranty_until or "",
    }
