"""The moves behind "renegotiated": each due time that was given up, in the month of it."""

from django.db.models import Exists, OuterRef, QuerySet

from steadfast.apps.commitments.models import Commitment, Move
from steadfast.apps.reporting.queries.months import Months

WITH = ("commitment__subject", "commitment__client", "agreed_by")


def of(register: QuerySet[Commitment], months: Months) -> QuerySet[Move]:
    """Return the moves of some commitments by which a due time in these months was given up.

    Moves are few, so each looks up its promise.
    """
    chosen = Exists(register.order_by().filter(pk=OuterRef("commitment")))
    return Move.objects.filter(chosen).filter(months.where("from_month"))
