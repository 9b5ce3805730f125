"""Refer: remember that a message belongs to a ticket, so that its answers find it."""

from datetime import datetime

from steadfast.apps.mail.models import Reference
from steadfast.domain.mail import message_id


def refer(name: str, *, ticket_id: int, ours: bool, now: datetime) -> None:
    """Write that the message with this Message-ID belongs to a ticket; `ours`: we sent it. Again it changes nothing."""
    named = message_id.digest(name)
    if named:
        row = Reference(named=named, ticket_id=ticket_id, ours=ours, at=now)
        Reference.objects.bulk_create([row], ignore_conflicts=True)
