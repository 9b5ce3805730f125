"""What automation does by itself: it puts checklists on new tickets."""

from datetime import datetime
from typing import Any

from steadfast.apps.automation.operations import checking
from steadfast.apps.desk.models import Ticket
from steadfast.foundation import outbox
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event

CHECKLISTS = Actor(None, None, "Checklists", frozenset())


@outbox.subscribe("ticket.opened", "automation.add_checklists")
def add_checklists(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Put the fitting checklists on a ticket that was opened here; what an import brought is as it was."""
    if event.subject_id is None or data.get("imported"):
        return
    if Ticket.objects.filter(pk=event.subject_id, merged_into=None, batch=None).exists():
        checking.add_fitting(event.subject_id, actor=CHECKLISTS, now=now)
