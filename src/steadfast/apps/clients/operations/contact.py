"""Add a contact: a person of the client, who writes in and is written to."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from steadfast.apps.clients.models import Client
from steadfast.apps.clients.operations.words import named
from steadfast.apps.identity.models import Person, RoleHeld
from steadfast.foundation import events
from steadfast.foundation.actor import Actor


@transaction.atomic
def add_contact(client: Client, name: str, *, email: str = "", phone: str = "", actor: Actor, now: datetime) -> Person:
    """Add a contact without an account; they read times in the client's zone. An address is given once a client."""
    name, email = named(name), email.strip().lower()
    if email and Person.objects.filter(party_id=client.pk, email__iexact=email, left_at=None).exists():
        raise ValidationError({"email": f"A contact of {client.name} has this address already."})
    person = Person.objects.create(party_id=client.pk, name=name, email=email, phone=phone.strip(), zone=client.zone)
    RoleHeld.objects.create(person=person, role="contact")
    private = {"name": name, "email": email, "phone": person.phone}
    body = {"client": client.pk, "person": person.pk}
    added = events.NewEvent(client.chain_id, "client.contact_added", now, None, body, private=private)
    events.append(added, actor=actor, now=now)
    return person
