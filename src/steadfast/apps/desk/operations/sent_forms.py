"""Forms that were sent before: the second press of a button gives back what the first one wrote."""

from uuid import UUID

from steadfast.apps.desk.models import SentForm, Ticket


def ticket_of(key: UUID | None) -> Ticket | None:
    """Return the ticket that the form of this key wrote; None for a form that is new or has no key."""
    written = SentForm.objects.filter(key=key).values_list("ticket", flat=True).first() if key else None
    return None if written is None else Ticket.objects.select_related("subject").get(pk=written)
