"""A ticket with what an operation on it needs, locked until the transaction ends."""

from functools import cache

from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.merged import JOINS
from steadfast.foundation.prepared import Rows


def lock(ticket_id: int) -> Ticket:
    """Return a ticket, locked; raise Ticket.DoesNotExist."""
    found = _locking().rows(ticket=ticket_id)
    if not found:
        raise Ticket.DoesNotExist(f"there is no ticket {ticket_id}")
    return found[0]


@cache
def _locking() -> Rows[Ticket]:
    rows = Ticket.objects.select_for_update(of=("self",), no_key=True).annotate(joins=JOINS)
    rows = rows.select_related("subject", "client", "agreement_version")
    return Rows(lambda ticket: rows.filter(pk=ticket), ["ticket"])
