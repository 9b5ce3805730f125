"""By what one is woken, kept by whom it is about; the practice's rules, kept by who leads."""

from datetime import datetime

from django.db import transaction

from steadfast.apps.hours.models import WakingRules, WakingWays
from steadfast.apps.hours.models.waking import ONLY
from steadfast.apps.identity import sealing
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN


@transaction.atomic
def keep_ways(*, by_mail: bool, by_gateway: bool, actor: Actor, now: datetime) -> None:
    """Keep one's own ways; one of them at least."""
    said = {"by_mail": by_mail, "by_gateway": by_gateway}
    WakingWays.objects.update_or_create(person_id=actor.person_id or 0, defaults=said)
    body = {"person": actor.person_id, "mail": by_mail, "gateway": by_gateway}
    events.append(events.NewEvent(PRACTICE_CHAIN, "wake.ways_kept", now, None, body), actor=actor, now=now)


@transaction.atomic
def keep_rules(
    *, on: bool, priorities: str, patience: int, gateway: str, secret: str, origin: str, actor: Actor, now: datetime
) -> None:
    """Keep the rules; an empty secret leaves the one that is there."""
    said = {"on": on, "priorities": priorities, "patience": patience, "gateway": gateway, "origin": origin}
    if secret:
        said["secret"] = sealing.seal(secret)
    WakingRules.objects.update_or_create(pk=ONLY, defaults=said)
    body = {"on": on, "priorities": priorities, "patience": patience, "gateway": bool(gateway), "secret": bool(secret)}
    events.append(events.NewEvent(PRACTICE_CHAIN, "wake.rules_kept", now, None, body), actor=actor, now=now)
