"""Follow what an amendment does to many commitments at once: tickets are held, and get their nearest due times."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db.models import Min

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.foundation import bulk


@contextmanager
def hold_many(subject_ids: Sequence[int]) -> Iterator[None]:
    """Lock the tickets among these subjects; on leaving write the nearest due times that changed.

    The version of a ticket stays: nothing that somebody types on its page meanwhile is made out of date by it.
    """
    tickets = Ticket.objects.select_for_update().filter(pk__in=subject_ids).order_by("pk")
    before = dict(tickets.values_list("pk", "next_due_at"))
    yield
    owed = Commitment.objects.filter(subject_id__in=list(before), debtor=PRACTICE_ID, closed_at=None).order_by()
    nearest = dict(owed.values_list("subject_id").annotate(nearest=Min("due_at")))
    changed = [(key, nearest.get(key)) for key, due in before.items() if nearest.get(key) != due]
    bulk.update(Ticket, ("subject_id", "next_due_at"), changed)
