"""Devices: what of the client's is looked after. Each is a subject with a number; its latest event says all of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.clients.models import Client, Device
from steadfast.apps.clients.models.device import KINDS
from steadfast.apps.clients.operations import differences
from steadfast.apps.clients.operations.words import named, short
from steadfast.apps.clients.queries import present
from steadfast.foundation import events, subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent
from steadfast.foundation.models import Subject
from steadfast.foundation.seen import refuse_stale

KIND = "device"
SHORT = ("serial", "maker", "model", "system")
LONGEST = 100


@transaction.atomic
def add_device(client: Client, values: Mapping[str, Any], *, actor: Actor, now: datetime) -> Device:
    """Add a device of a client, by the names of its form. Raise ValidationError by field."""
    device, made = begin(client, check(client, values), now=now)
    events.append(made, actor=actor, now=now)
    return device


@transaction.atomic
def change_device(device: Device, values: Mapping[str, Any], *, seen: str = "", actor: Actor, now: datetime) -> Device:
    """Give a device other values. Raise Stale, or ValidationError by field."""
    row = _locked(device)
    refuse_stale(seen, present.device_of(row))
    if told := alter(row.client, row, check(row.client, values), now=now):
        events.append(told, actor=actor, now=now)
    return row


@transaction.atomic
def retire_device(device: Device, *, actor: Actor, now: datetime) -> None:
    """Say that a device is in use no longer; it and what was written about it stay. Twice is once."""
    row = _locked(device)
    if row.retired_at is None:
        events.append(retire(row.client, row, now=now), actor=actor, now=now)


@transaction.atomic
def restore_device(device: Device, *, actor: Actor, now: datetime) -> None:
    """Say that a retired device is in use again."""
    row = _locked(device)
    if row.retired_at is not None:
        events.append(restore(row.client, row, now=now), actor=actor, now=now)


def check(client: Client, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as they are kept, or raise ValidationError by field."""
    found = dict(values)
    if "name" in found:
        found["name"] = named(found["name"])
    for name in SHORT:
        if name in found:
            found[name] = short(found[name], LONGEST, name)
    if found.get("kind", "other") not in KINDS:
        raise ValidationError({"kind": _("Choose one of these kinds.")})
    if found.get("site") and found["site"].client_id != client.pk:
        raise ValidationError({"site": _("That site belongs to another client.")})
    if found.get("user") and found["user"].party_id != client.pk:
        raise ValidationError({"user": _("That contact belongs to another client.")})
    return found


def begin(client: Client, values: Mapping[str, Any], *, source_key: str = "", now: datetime) -> tuple[Device, NewEvent]:
    """Write a new device with values that were checked; return it and what is to be told."""
    subject = subjects.open_subject(KIND, values["name"], client.chain_id)
    device = Device(subject=subject, client=client, source_key=source_key, **values)
    device.save(force_insert=True)
    return device, _told("device.made", client, device, now)


def alter(client: Client, device: Device, values: Mapping[str, Any], *, now: datetime) -> NewEvent | None:
    """Write the values that differ; return what is to be told, None where nothing differs."""
    differ = differences.write(device, values)
    if "name" in differ:
        Subject.objects.filter(pk=device.pk).update(title=device.name)
    return _told("device.changed", client, device, now) if differ else None


def retire(client: Client, device: Device, *, now: datetime) -> NewEvent:
    """Write that it is in use no longer; return what is to be told."""
    device.retired_at = now
    device.save(update_fields=["retired_at"])
    return _told("device.retired", client, device, now)


def restore(client: Client, device: Device, *, now: datetime) -> NewEvent:
    """Write that it is in use again; return what is to be told."""
    device.retired_at = None
    device.save(update_fields=["retired_at"])
    return _told("device.restored", client, device, now)


def told_of(device: Device) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what an event says of a device: openly, and as private text."""
    body = {
        "client": device.client_id,
        "device": device.pk,
        "kind": device.kind,
        "site": device.site_id,
        "user": device.user_id,
        "bought_on": _day(device.bought_on),
        "warranty_until": _day(device.warranty_until),
        "retired": device.retired_at is not None,
    }
    return body, {name: getattr(device, name) for name in ("name", *SHORT)}


def _told(kind: str, client: Client, device: Device, now: datetime) -> NewEvent:
    body, private = told_of(device)
    return NewEvent(client.chain_id, kind, now, device.pk, body, private=private)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _locked(device: Device) -> Device:
    rows = Device.objects.select_for_update(of=("self",), no_key=True).select_related("client", "site", "user")
    return rows.get(pk=device.pk)
