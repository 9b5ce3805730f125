"""Sites: places of the client where computers stand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.clients.models import Client, Site
from steadfast.apps.clients.operations import differences
from steadfast.apps.clients.operations.words import named
from steadfast.apps.clients.queries import present
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent
from steadfast.foundation.seen import refuse_stale


@transaction.atomic
def add_site(client: Client, name: str, *, actor: Actor, now: datetime) -> Site:
    """Add a site; its name is given once a client."""
    values = check({"name": name})
    _require_free(client, values["name"])
    site, added = begin(client, values, now=now)
    events.append(added, actor=actor, now=now)
    return site


@transaction.atomic
def change_site(
    client: Client, site: Site, values: Mapping[str, Any], *, seen: str = "", actor: Actor, now: datetime
) -> Site:
    """Give a site another name. Raise Stale, or ValidationError by field."""
    row = Site.objects.select_for_update(of=("self",), no_key=True).get(pk=site.pk, client=client)
    refuse_stale(seen, present.site_of(row))
    checked = check(values)
    _require_free(client, checked.get("name", row.name), but=row.pk)
    if told := alter(client, row, checked, now=now):
        events.append(told, actor=actor, now=now)
    return row


@transaction.atomic
def close_site(client: Client, site: Site, *, actor: Actor, now: datetime) -> None:
    """Say that nothing of the client stands there any more."""
    row = Site.objects.select_for_update(of=("self",), no_key=True).get(pk=site.pk, client=client)
    if row.retired_at is None:
        events.append(retire(client, row, now=now), actor=actor, now=now)


@transaction.atomic
def open_site(client: Client, site: Site, *, actor: Actor, now: datetime) -> None:
    """Say that a closed site is one again."""
    row = Site.objects.select_for_update(of=("self",), no_key=True).get(pk=site.pk, client=client)
    if row.retired_at is not None:
        events.append(restore(client, row, now=now), actor=actor, now=now)


def check(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as they are kept, or raise ValidationError by field."""
    return {name: named(value) if name == "name" else value for name, value in values.items()}


def begin(client: Client, values: Mapping[str, Any], *, now: datetime) -> tuple[Site, NewEvent]:
    """Write a new site with values that were checked; return it and what is to be told."""
    site = Site.objects.create(client=client, **values)
    return site, _told("client.site_added", client, site, now)


def alter(client: Client, site: Site, values: Mapping[str, Any], *, now: datetime) -> NewEvent | None:
    """Write the values that differ; return what is to be told, None where nothing differs."""
    if not differences.write(site, values):
        return None
    return _told("client.site_changed", client, site, now)


def retire(client: Client, site: Site, *, now: datetime) -> NewEvent:
    """Write that it is closed; return what is to be told."""
    site.retired_at = now
    site.save(update_fields=["retired_at"])
    return _told("client.site_closed", client, site, now)


def restore(client: Client, site: Site, *, now: datetime) -> NewEvent:
    """Write that it is open again; return what is to be told."""
    site.retired_at = None
    site.save(update_fields=["retired_at"])
    return _told("client.site_opened", client, site, now)


def _told(kind: str, client: Client, site: Site, now: datetime) -> NewEvent:
    body = {"client": client.pk, "site": site.pk}
    return NewEvent(client.chain_id, kind, now, None, body, private={"name": site.name})


def _require_free(client: Client, name: str, but: int = 0) -> None:
    if Site.objects.filter(client=client, name=name).exclude(pk=but).exists():
        words = _("%(client)s has a site %(name)s already.") % {"client": client.name, "name": name}
        raise ValidationError({"name": words})
