"""Who else has a ticket open."""

from datetime import datetime, timedelta

from django.db.models import F

from steadfast.apps.desk.models import Presence
from steadfast.domain.language import known, say

WRITES, IS_HERE = known("%(name)s is writing"), known("%(name)s is here too")
LASTS = timedelta(seconds=60)
MOST = 5  # names; more would be a meeting


def others(ticket_id: int, person_id: int, now: datetime) -> list[str]:
    """Return "Kofi is writing", "Ines is here too" about everybody else seen within a minute; writers first."""
    rows = Presence.objects.filter(ticket_id=ticket_id, seen_at__gt=now - LASTS).exclude(person_id=person_id)
    found = rows.order_by(F("writing_at").desc(nulls_last=True), "person__name")
    return [
        say(WRITES if writing_at and writing_at > now - LASTS else IS_HERE, name=name)
        for name, writing_at in found.values_list("person__name", "writing_at")[:MOST]
    ]
