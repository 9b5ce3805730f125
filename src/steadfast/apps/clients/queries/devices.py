"""Devices as members may see them; a client's contact sees none but the names of those that they use themselves."""

from django.db.models import Q, QuerySet

from steadfast.apps.clients.models import Client, Device
from steadfast.foundation.actor import Actor

OWN = 50  # a contact chooses among


def devices_visible_to(actor: Actor) -> QuerySet[Device]:
    """Return the devices that an actor may see: members all."""
    rows = Device.objects.select_related("subject", "client", "site", "user")
    return rows if actor.may("devices.view") else rows.none()


def devices_of(actor: Actor) -> list[Device]:
    """Return the devices in use that are the actor's own, by name, for a contact to say which one it is about."""
    if actor.person_id is None or actor.client_id is None:
        return []
    rows = Device.objects.filter(client=actor.client_id, user=actor.person_id, retired_at=None)
    return list(rows.select_related("subject").order_by("name", "subject_id")[:OWN])


def devices_listed(
    actor: Actor, *, client: Client | None = None, words: str = "", retired: bool = False
) -> QuerySet[Device]:
    """Return devices in use (or those that are not), of one client or of all, whose name or serial holds the words."""
    rows = devices_visible_to(actor).filter(retired_at__isnull=not retired)
    if client is not None:
        rows = rows.filter(client=client)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(serial__icontains=words))
    return rows
