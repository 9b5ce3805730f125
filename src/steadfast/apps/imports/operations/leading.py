"""Who leads a source: first as its mapping says, then the practice from the day on which it says so."""

from datetime import datetime

from django.db import transaction

from steadfast.apps.imports.models import Source
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN


@transaction.atomic
def know_source(name: str, leads: str, *, actor: Actor, now: datetime) -> Source:
    """Return a source, made with this leader where it is new; a known one keeps its own."""
    made = {"leads": leads, "changed_at": now, "changed_by_id": actor.person_id}
    return Source.objects.get_or_create(name=name, defaults=made)[0]


@transaction.atomic
def lead(name: str, *, leads: str = "practice", actor: Actor, now: datetime) -> Source:
    """Say that the practice (or the source again) leads from now on; saying it twice changes nothing."""
    source = Source.objects.select_for_update(no_key=True).get(name=name)
    if source.leads == leads:
        return source
    source.leads, source.changed_at, source.changed_by_id = leads, now, actor.person_id
    source.save(update_fields=["leads", "changed_at", "changed_by"])
    body = {"source": name, "leads": leads}
    events.append(events.NewEvent(PRACTICE_CHAIN, "source.led", now, None, body), actor=actor, now=now)
    return source
