"""Writes of the first hour: leave a step for later, take it up again, end the hour; and change the practice itself."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.identity.models import LeftStep, Practice
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN, Event


@transaction.atomic
def leave_step(key: str, *, actor: Actor, now: datetime) -> None:
    """Leave a step for later."""
    assert actor.person_id is not None
    LeftStep.objects.get_or_create(key=key, defaults={"left_at": now, "left_by_id": actor.person_id})


@transaction.atomic
def take_up_step(key: str) -> None:
    """Ask for a step again."""
    LeftStep.objects.filter(key=key).delete()


@transaction.atomic
def end_first_hour(*, actor: Actor, now: datetime) -> None:
    """Take the checklist off Today for good; its page stays."""
    practice = Practice.objects.select_for_update(no_key=True).get(pk=PRACTICE_ID)
    if practice.settled_at is None:
        practice.settled_at = now
        practice.save(update_fields=["settled_at"])
        events.append(events.NewEvent(PRACTICE_CHAIN, "practice.settled", now, None, {}), actor=actor, now=now)


@transaction.atomic
def change_practice(*, name: str, zone: str, currency: str, phone: str = "", actor: Actor, now: datetime) -> Practice:
    """Change these; the zone stays once something was promised, because months of figures are its own."""
    practice = Practice.objects.select_for_update(of=("self",), no_key=True).select_related("party").get(pk=PRACTICE_ID)
    before = _facts(practice)
    if zone != practice.zone and Event.objects.exclude(commitment_id=None).exists():
        raise ValidationError(
            {"zone": _("Promises have been counted in months of %(zone)s.") % {"zone": practice.zone}}
        )
    practice.party.name, practice.zone, practice.currency, practice.phone = name, zone, currency, phone
    practice.party.save(update_fields=["name"])
    practice.save(update_fields=["zone", "currency", "phone"])
    after = _facts(practice)
    if after != before:
        changed = events.NewEvent(PRACTICE_CHAIN, "practice.changed", now, None, {"before": before, "after": after})
        events.append(changed, actor=actor, now=now)
    return practice


def _facts(practice: Practice) -> dict[str, str]:
    return {
        "name": practice.party.name,
        "zone": practice.zone,
        "currency": practice.currency,
        "phone": practice.phone,
    }
