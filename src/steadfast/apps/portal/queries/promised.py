"""What was promised on a ticket as it was opened: by when we answer, by when it is solved."""

from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Ticket
from steadfast.foundation.actor import Actor


def promised(ticket: Ticket, actor: Actor) -> list[Commitment]:
    """Return our open promises on a ticket that a contact sees, by due time."""
    rows = commitments.visible_to(actor).filter(subject_id=ticket.pk, direction="ours", closed_at=None)
    return list(rows.order_by("due_at", "id"))
