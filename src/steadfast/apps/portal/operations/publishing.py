"""Say who may read the practice's four numbers."""

from datetime import datetime

from django.db import transaction

from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.portal.models import READERS, PublicNumbers
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent
from steadfast.foundation.models import PRACTICE_CHAIN


@transaction.atomic
def show_numbers(shown_to: str, *, actor: Actor, now: datetime) -> None:
    """Show them to one of READERS from now on; choosing what holds already changes nothing."""
    if shown_to not in READERS:
        raise ValueError(f"{shown_to!r} is none of {READERS}")
    row = PublicNumbers.objects.select_for_update(no_key=True).filter(pk=PRACTICE_ID).first()
    if (row.shown_to if row else READERS[0]) == shown_to:
        return
    PublicNumbers.objects.update_or_create(pk=PRACTICE_ID, defaults={"shown_to": shown_to, "since": now})
    told = NewEvent(PRACTICE_CHAIN, "portal.numbers_shown", now, None, {"shown_to": shown_to})
    events.append(told, actor=actor, now=now)
