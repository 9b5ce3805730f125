"""Contacts: persons of the client, who write in and are written to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.clients.models import Client
from steadfast.apps.clients.operations import differences
from steadfast.apps.clients.operations.words import named, short
from steadfast.apps.clients.queries import present
from steadfast.apps.identity.models import Person, RoleHeld
from steadfast.apps.identity.operations import invitations
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent
from steadfast.foundation.seen import refuse_stale


@transaction.atomic
def add_contact(client: Client, name: str, *, email: str = "", phone: str = "", actor: Actor, now: datetime) -> Person:
    """Add a contact without an account; they read times in the client's zone. An address is given once a client."""
    values = check({"name": name, "email": email, "phone": phone})
    _require_free(client, values["email"])
    person, added = begin(client, values, now=now)
    events.append(added, actor=actor, now=now)
    return person


@transaction.atomic
def change_contact(
    client: Client, person: Person, values: Mapping[str, Any], *, seen: str = "", actor: Actor, now: datetime
) -> Person:
    """Give a contact other values, by the names of its form. Raise Stale, or ValidationError by field."""
    row = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk, party_id=client.pk)
    refuse_stale(seen, present.contact_of(row))
    checked = check(values)
    _require_free(client, checked.get("email", row.email), but=row.pk)
    if told := alter(client, row, checked, now=now):
        events.append(told, actor=actor, now=now)
    return row


@transaction.atomic
def say_left(client: Client, person: Person, *, actor: Actor, now: datetime) -> None:
    """Say that a contact has left their company; their account closes."""
    row = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk, party_id=client.pk)
    if row.left_at is None:
        events.append(retire(client, row, now=now), actor=actor, now=now)


@transaction.atomic
def say_back(client: Client, person: Person, *, actor: Actor, now: datetime) -> None:
    """Say that a contact is there again. A closed account stays closed."""
    row = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk, party_id=client.pk)
    if row.left_at is not None:
        _require_free(client, row.email, but=row.pk)
        events.append(restore(client, row, now=now), actor=actor, now=now)


def check(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as they are kept, or raise ValidationError by field."""
    found = dict(values)
    if "name" in found:
        found["name"] = named(found["name"])
    if "email" in found:
        found["email"] = short(found["email"], 254, "email").lower()
    if "phone" in found:
        found["phone"] = short(found["phone"], 40, "phone")
    return found


def begin(client: Client, values: Mapping[str, Any], *, now: datetime) -> tuple[Person, NewEvent]:
    """Write a new contact with values that were checked; return them and what is to be told."""
    person = Person.objects.create(party_id=client.pk, zone=client.zone, **values)
    RoleHeld.objects.create(person=person, role="contact")
    return person, _told("client.contact_added", client, person, now)


def alter(client: Client, person: Person, values: Mapping[str, Any], *, now: datetime) -> NewEvent | None:
    """Write the values that differ; return what is to be told, None where nothing differs."""
    if not differences.write(person, values):
        return None
    return _told("client.contact_changed", client, person, now)


def retire(client: Client, person: Person, *, now: datetime) -> NewEvent:
    """Write that they left, and close their account with every way in; return what is to be told."""
    person.left_at = now
    person.save(update_fields=["left_at"])
    invitations.close_account(person)
    return _told("client.contact_left", client, person, now)


def restore(client: Client, person: Person, *, now: datetime) -> NewEvent:
    """Write that they are there again; return what is to be told."""
    person.left_at = None
    person.save(update_fields=["left_at"])
    return _told("client.contact_returned", client, person, now)


def _told(kind: str, client: Client, person: Person, now: datetime) -> NewEvent:
    private = {"name": person.name, "email": person.email, "phone": person.phone}
    body = {"client": client.pk, "person": person.pk}
    return NewEvent(client.chain_id, kind, now, None, body, private=private)


def _require_free(client: Client, email: str, but: int = 0) -> None:
    same = Person.objects.filter(party_id=client.pk, email__iexact=email, left_at=None).exclude(pk=but)
    if email and same.exists():
        raise ValidationError({"email": _("A contact of %(name)s has this address already.") % {"name": client.name}})
