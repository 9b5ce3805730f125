"""Telephone systems: added, paused, given another address; whose telephone an extension is."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from steadfast.apps.calls.models import Extension, PhoneSystem
from steadfast.apps.identity import sealing
from steadfast.apps.identity.models import Team
from steadfast.apps.identity.queries.links import hashed
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN


class Taken(ValueError):
    """A name or an extension is somebody else's."""


@transaction.atomic
def add_system(
    name: str, *, team: Team | None = None, key: str = "", actor: Actor, now: datetime
) -> tuple[PhoneSystem, str]:
    """Add one and return it with the token of its address, which is never shown again. Raise Taken."""
    token = secrets.token_urlsafe(32)
    row = PhoneSystem(name=name, team=team, token_hash=hashed(token), made_at=now)
    row.sealed = sealing.seal(key) if key else ""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Taken(_("Another telephone system is called “%(name)s”.") % {"name": name}) from None
    _tell("phone_system.added", {"system": row.pk, "name": name, "signs": bool(key)}, actor=actor, now=now)
    return row, token


@transaction.atomic
def renew_token(system_id: int, *, actor: Actor, now: datetime) -> str:
    """Give a system another address and return its token; the old one is nobody's from now on."""
    token = secrets.token_urlsafe(32)
    PhoneSystem.objects.filter(pk=system_id).update(token_hash=hashed(token))
    _tell("phone_system.renewed", {"system": system_id}, actor=actor, now=now)
    return token


@transaction.atomic
def pause_system(system_id: int, *, paused: bool, actor: Actor, now: datetime) -> None:
    """Pause it, or let it go on; doing it twice changes nothing."""
    rows = PhoneSystem.objects.filter(pk=system_id, paused_at__isnull=paused)
    if rows.update(paused_at=now if paused else None):
        kind = "phone_system.paused" if paused else "phone_system.resumed"
        _tell(kind, {"system": system_id}, actor=actor, now=now)


def set_extension(number: str, *, actor: Actor) -> None:
    """Say at which extension one's own telephone rings; "" for none. Raise Taken."""
    try:
        with transaction.atomic():
            Extension.objects.filter(person=actor.person_id).delete()
            if number and actor.person_id is not None:
                Extension.objects.create(number=number, person_id=actor.person_id)
    except IntegrityError:
        raise Taken(_("Somebody else has the extension %(number)s.") % {"number": number}) from None


def _tell(kind: str, body: dict[str, object], *, actor: Actor, now: datetime) -> None:
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, body), actor=actor, now=now)
