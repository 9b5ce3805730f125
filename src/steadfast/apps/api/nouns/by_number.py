"""The ticket of a number, by a statement that is put together once for all who see every ticket.

Every act on a ticket asks twice, for the ticket to act on and for what is told of it then.
"""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import Http404

from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.tickets import sees_all, shown, visible_to
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows


class ByNumber[Row]:
    """`columns` gives tickets the columns that are read."""

    def __init__(self, columns: Callable[[QuerySet[Ticket]], QuerySet[Ticket, Row]]) -> None:
        self._columns = columns
        self._rows = Rows(lambda number: columns(_numbered(shown(), number)), ["number"])

    def one(self, actor: Actor, number: int) -> Row:
        """Return it, or answer 404 where it is out of sight."""
        if sees_all(actor):
            rows = self._rows.rows(number=number)
        else:
            rows = list(self._columns(_numbered(visible_to(actor), number)))
        if not rows:
            raise Http404
        return rows[0]


def _numbered(rows: QuerySet[Ticket], number: int) -> QuerySet[Ticket]:
    return rows.filter(subject__kind="ticket", subject__number=number)
