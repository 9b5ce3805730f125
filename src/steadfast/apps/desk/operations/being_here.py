"""Being here: who has a ticket open and who writes on it, so that two people see each other before they both answer.

It is no fact about the ticket: nothing of it enters a chain, and after a minute it is gone.
"""

from datetime import datetime

from steadfast.apps.desk.models import Presence
from steadfast.apps.desk.queries.presence import LASTS


def be_here(ticket_id: int, person_id: int, *, writing: bool, now: datetime) -> None:
    """Note that a member looks at a ticket now, and whether they write; one statement."""
    row = Presence(ticket_id=ticket_id, person_id=person_id, seen_at=now, writing_at=now if writing else None)
    changed = ["seen_at", "writing_at"] if writing else ["seen_at"]
    Presence.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["ticket", "person"], update_fields=changed
    )


def forget_presence(*, now: datetime) -> int:
    """Delete who is gone; return how many."""
    return Presence.objects.filter(seen_at__lt=now - LASTS).delete()[0]
