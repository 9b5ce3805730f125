"""Add a site: a place of the client where computers stand."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from steadfast.apps.clients.models import Client, Site
from steadfast.apps.clients.operations.words import named
from steadfast.foundation import events
from steadfast.foundation.actor import Actor


@transaction.atomic
def add_site(client: Client, name: str, *, actor: Actor, now: datetime) -> Site:
    """Add a site; its name is given once a client."""
    name = named(name)
    site, made = Site.objects.get_or_create(client=client, name=name)
    if not made:
        raise ValidationError({"name": f"{client.name} has a site {name} already."})
    body = {"client": client.pk, "site": site.pk}
    added = events.NewEvent(client.chain_id, "client.site_added", now, None, body, private={"name": name})
    events.append(added, actor=actor, now=now)
    return site
