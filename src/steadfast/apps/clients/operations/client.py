"""Take on a client: a party with a chain of events of its own."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from steadfast.apps.clients.models import Client
from steadfast.apps.clients.operations.words import named
from steadfast.apps.identity.models import Party, Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.working_time import CalendarError, zones
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Chain


@transaction.atomic
def make_client(
    name: str,
    zone: str,
    *,
    since_on: date | None = None,
    relationship_owner: Person | None = None,
    source_key: str = "",
    actor: Actor,
    now: datetime,
) -> Client:
    """Make a client. `zone` is an IANA name; the owner of the relationship is a member of the practice."""
    name = named(name)
    _require_zone(zone)
    if Client.objects.filter(name__iexact=name).exists():
        raise ValidationError({"name": f"There is a client {name} already."})
    if relationship_owner is not None and relationship_owner.party_id != PRACTICE_ID:
        raise ValidationError({"relationship_owner": f"{relationship_owner.name} is no member of the practice."})
    party = Party.objects.create(kind="client", name=name)
    client = Client.objects.create(
        party=party,
        chain=Chain.objects.create(),
        name=name,
        zone=zone,
        since_on=since_on,
        relationship_owner=relationship_owner,
        source_key=source_key,
    )
    owner_id = relationship_owner.pk if relationship_owner else None
    body = {"client": party.pk, "zone": zone, "since_on": since_on, "relationship_owner": owner_id}
    made = events.NewEvent(client.chain_id, "client.made", now, None, body, private={"name": name})
    events.append(made, actor=actor, now=now)
    return client


def _require_zone(zone: str) -> None:
    try:
        zones.known(zone, "zone")
    except CalendarError as error:
        raise ValidationError({"zone": f"{error.message}. Write it like Europe/London."}) from error
