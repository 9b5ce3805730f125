"""A ticket as a bulk change compares it before and after: what is said of it, and when each open promise is due."""

from typing import Any

from steadfast.apps.commitments.models import Commitment, HandOver
from steadfast.apps.desk.models import Ticket
from steadfast.domain.commitment import instants

FIELDS = ("state", "priority", "impact", "urgency", "version")


def snapshot(ticket_id: int) -> dict[str, Any]:
    """Return it as JSON knows it; `due`: by commitment what it is called, which way it goes, and its due time."""
    ticket = Ticket.objects.select_related("owner").get(pk=ticket_id)
    offer = HandOver.objects.filter(subject_id=ticket_id, commitment=None, answered_at=None)
    offered = offer.select_related("to_person", "team").first()
    rows = Commitment.objects.filter(subject_id=ticket_id, closed_at=None).order_by("due_at", "id")
    return {
        **{name: getattr(ticket, name) for name in FIELDS},
        "owner": ticket.owner_id,
        "owner_name": ticket.owner.name if ticket.owner else "",
        "taken": ticket.taken_at is not None,
        "offer": offered.pk if offered else None,
        "offered_to": offered.whom if offered else "",
        "due": {str(row.pk): [row.kind, row.what, row.direction, instants.text(row.due_at)] for row in rows},
    }
