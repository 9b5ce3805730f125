"""Take on a client, a party with a chain of events of its own; change it; part from it.

`begin` and `alter` write one row in the caller's transaction and return what is to be told: an import has many of them
and appends their events at once.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.clients.models import Client
from steadfast.apps.clients.operations import differences
from steadfast.apps.clients.operations.words import named
from steadfast.apps.clients.queries import present
from steadfast.apps.identity.models import Party, Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.working_time import CalendarError, zones
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent
from steadfast.foundation.models import Chain
from steadfast.foundation.seen import refuse_stale


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
    values = {"name": name, "zone": zone, "since_on": since_on, "relationship_owner": relationship_owner}
    checked = check(values)
    _require_free(checked["name"])
    client, made = begin(checked, source_key=source_key, now=now)
    events.append(made, actor=actor, now=now)
    return client


@transaction.atomic
def change_client(client: Client, values: Mapping[str, Any], *, seen: str = "", actor: Actor, now: datetime) -> Client:
    """Give a client other values, by the names of its form. Raise Stale, or ValidationError by field."""
    row = (
        Client.objects.select_for_update(of=("self",), no_key=True)
        .select_related("party", "relationship_owner")
        .get(pk=client.pk)
    )
    refuse_stale(seen, present.client_of(row))
    checked = check(values)
    _require_free(checked.get("name", row.name), but=row.pk)
    if told := alter(row, checked, now=now):
        events.append(told, actor=actor, now=now)
    return row


@transaction.atomic
def part_from(client: Client, *, actor: Actor, now: datetime) -> None:
    """Say that we serve a client no longer. What is open between us stays open; twice is once."""
    row = Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client.pk)
    if row.retired_at is None:
        events.append(retire(row, now=now), actor=actor, now=now)


@transaction.atomic
def take_back(client: Client, *, actor: Actor, now: datetime) -> None:
    """Serve a client again."""
    row = Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client.pk)
    if row.retired_at is not None:
        events.append(restore(row, now=now), actor=actor, now=now)


def check(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as they are kept, or raise ValidationError by field. Only what is given is looked at."""
    found = dict(values)
    if "name" in found:
        found["name"] = named(found["name"])
    if "zone" in found:
        _require_zone(found["zone"])
    owner = found.get("relationship_owner")
    if owner is not None and owner.party_id != PRACTICE_ID:
        raise ValidationError(
            {"relationship_owner": _("%(name)s is no member of the practice.") % {"name": owner.name}}
        )
    return found


def begin(values: Mapping[str, Any], *, source_key: str = "", now: datetime) -> tuple[Client, NewEvent]:
    """Write a new client with values that were checked; return it and what is to be told."""
    party = Party.objects.create(kind="client", name=values["name"])
    client = Client(party=party, chain=Chain.objects.create(), source_key=source_key, **values)
    client.save(force_insert=True)
    return client, _told("client.made", client, now)


def alter(client: Client, values: Mapping[str, Any], *, now: datetime) -> NewEvent | None:
    """Write the values that differ; return what is to be told, None where nothing differs."""
    differ = differences.write(client, values)
    if "name" in differ:
        Party.objects.filter(pk=client.pk).update(name=client.name)
    return _told("client.changed", client, now) if differ else None


def retire(client: Client, *, now: datetime) -> NewEvent:
    """Write that we serve it no longer; return what is to be told."""
    client.retired_at = now
    client.save(update_fields=["retired_at"])
    return _told("client.retired", client, now)


def restore(client: Client, *, now: datetime) -> NewEvent:
    """Write that we serve it again; return what is to be told."""
    client.retired_at = None
    client.save(update_fields=["retired_at"])
    return _told("client.restored", client, now)


def _told(kind: str, client: Client, now: datetime) -> NewEvent:
    """Every event of a client says all of it, so that the latest vouches for the row."""
    body = {
        "client": client.pk,
        "zone": client.zone,
        "since_on": client.since_on,
        "relationship_owner": client.relationship_owner_id,
    }
    return NewEvent(client.chain_id, kind, now, None, body, private={"name": client.name})


def _require_free(name: str, but: int = 0) -> None:
    if Client.objects.filter(name__iexact=name).exclude(pk=but).exists():
        raise ValidationError({"name": _("There is a client %(name)s already.") % {"name": name}})


def _require_zone(zone: str) -> None:
    try:
        zones.known(zone, "zone")
    except CalendarError as error:
        words = _("%(what)s. Write it like Europe/London.") % {"what": error.message}
        raise ValidationError({"zone": words}) from error
