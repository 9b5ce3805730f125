"""A shadow: a ticket whose source still leads. It is read here and changed there."""

from django.utils.translation import gettext as _

from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports import shadows
from steadfast.domain.commitment.lifecycle import Refused


def refuse(ticket: Ticket) -> None:
    """Refuse to change what another system leads, and say where to do it."""
    source = shadows.leader_of(ticket.batch_id)
    if source:
        names = {"source": source, "ticket": ticket.subject.label}
        raise Refused(_("%(source)s leads %(ticket)s: change it there, and the next import brings it here.") % names)
