"""Sources of alerts: added, changed, paused, given another address, read again. The token leaves this module once."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from steadfast.apps.alerts.models import Alert, AlertSource, Arrival
from steadfast.apps.alerts.operations.maintenance import place_again
from steadfast.apps.alerts.operations.reading import lock
from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Team
from steadfast.apps.identity.queries.links import hashed
from steadfast.foundation import events
from steadfast.foundation.actor import SYSTEM, Actor
from steadfast.foundation.models import PRACTICE_CHAIN

SWEEP = 2000


class NameTaken(ValueError):
    """Another source has this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a source is set up with. `clients`: keys of clients by the names that monitoring has for them."""

    name: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    client: Client | None = None
    clients: Mapping[str, int] = field(default_factory=dict)
    team: Team | None = None
    urgencies: Mapping[str, int] = field(default_factory=dict)
    window_s: int = 300
    settle_s: int = 300


@transaction.atomic
def add_source(format: str, said: Said, *, actor: Actor, now: datetime) -> tuple[AlertSource, str]:
    """Add one and return it with the token of its address, which is never shown again. Raise NameTaken."""
    token = secrets.token_urlsafe(32)
    row = AlertSource(format=format, token_hash=hashed(token), made_at=now)
    _keep(row, said, "alert_source.added", actor=actor, now=now)
    return row, token


@transaction.atomic
def change_source(source_id: int, said: Said, *, actor: Actor, now: datetime) -> None:
    """Change what a source is set up with; what was refused so far is tried anew. Raise NameTaken."""
    row = lock()[source_id]
    _keep(row, said, "alert_source.changed", actor=actor, now=now)
    refused = Alert.objects.filter(source=row, fate="refused", firing=True, current=True).order_by("pk")[:SWEEP]
    place_again(row, list(refused), actor=SYSTEM, now=now)


@transaction.atomic
def renew_token(source_id: int, *, actor: Actor, now: datetime) -> str:
    """Give a source another address and return its token; the old one is nobody's from now on."""
    token = secrets.token_urlsafe(32)
    AlertSource.objects.filter(pk=source_id).update(token_hash=hashed(token))
    _tell("alert_source.renewed", {"source": source_id}, actor=actor, now=now)
    return token


@transaction.atomic
def pause_source(source_id: int, *, paused: bool, actor: Actor, now: datetime) -> None:
    """Pause it, or let it go on; doing it twice changes nothing."""
    rows = AlertSource.objects.filter(pk=source_id, paused_at__isnull=paused)
    if rows.update(paused_at=now if paused else None):
        kind = "alert_source.paused" if paused else "alert_source.resumed"
        _tell(kind, {"source": source_id}, actor=actor, now=now)


@transaction.atomic
def read_again(source_id: int, *, actor: Actor, now: datetime) -> int:
    """Have what could not be read wait for its reader once more; return how many bodies that are."""
    rows = Arrival.objects.filter(source_id=source_id, state="unreadable")
    count = rows.update(state="waiting", trouble="")
    if count:
        _tell("alert_source.read_again", {"source": source_id, "bodies": count}, actor=actor, now=now)
    return count


def _keep(row: AlertSource, said: Said, kind: str, *, actor: Actor, now: datetime) -> None:
    row.name, row.client, row.team = said.name, said.client, said.team
    row.mapping, row.clients, row.urgencies = dict(said.mapping), dict(said.clients), dict(said.urgencies)
    row.window_s, row.settle_s = said.window_s, said.settle_s
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NameTaken(_("Another source is called “%(name)s”.") % {"name": said.name}) from None
    body = {
        "source": row.pk,
        "name": row.name,
        "format": row.format,
        "client": row.client_id,
        "team": row.team_id,
        "window_s": row.window_s,
        "settle_s": row.settle_s,
    }
    _tell(kind, body, actor=actor, now=now)


def _tell(kind: str, body: dict[str, object], *, actor: Actor, now: datetime) -> None:
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, body), actor=actor, now=now)
