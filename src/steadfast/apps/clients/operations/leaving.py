"""Relationships pass to a named person when their owner leaves, client by client."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from steadfast.apps.clients.models import Client
from steadfast.apps.clients.operations.client import change_client
from steadfast.apps.identity import leavers
from steadfast.apps.identity.leavers import Group
from steadfast.apps.identity.models import Person
from steadfast.foundation.actor import SYSTEM


def register() -> None:
    leavers.register(Group("relationships", _("Relationships with clients"), _count, _pass_some))


def _count(person_id: int) -> int:
    return Client.objects.filter(relationship_owner_id=person_id).count()


def _pass_some(person_id: int, to_id: int, limit: int, *, now: datetime) -> int:
    to = Person.objects.get(pk=to_id)
    rows = list(Client.objects.filter(relationship_owner_id=person_id).order_by("pk")[:limit])
    for client in rows:
        change_client(client, {"relationship_owner": to}, actor=SYSTEM, now=now)
    return len(rows)
