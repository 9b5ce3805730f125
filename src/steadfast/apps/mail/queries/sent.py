"""Mails of ours as somebody may see them. `sent_visible_to` is the only door."""

from django.db.models import Q, QuerySet

from steadfast.apps.desk.queries import visible_to as tickets_visible_to
from steadfast.apps.mail.models import Sent
from steadfast.foundation.actor import Actor


def sent_visible_to(actor: Actor) -> QuerySet[Sent]:
    """Return the mails on tickets that a member sees, and letters to who manages mail; none to a contact."""
    if actor.client_id is not None or not actor.may("mail.sent"):
        return Sent.objects.none()
    seen = Q(ticket__in=tickets_visible_to(actor))
    return Sent.objects.filter(seen | Q(ticket=None)) if actor.may("mail.manage") else Sent.objects.filter(seen)
