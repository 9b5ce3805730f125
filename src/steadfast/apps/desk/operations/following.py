"""Follow what an amendment does to many commitments at once: tickets are held, and get their nearest due times."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from steadfast.apps.desk import queries
from steadfast.apps.desk.models import Ticket
from steadfast.foundation import bulk


@contextmanager
def hold_many(subject_ids: Sequence[int]) -> Iterator[None]:
    """Lock the tickets among these subjects; on leaving write the nearest due times that changed.

    The version of a ticket stays: nothing that somebody types on its page meanwhile is made out of date by it.
    """
    merged = Ticket.objects.filter(pk__in=subject_ids, merged_into__isnull=False).values_list("merged_into_id")
    keys = {*subject_ids, *(key for (key,) in merged)}
    tickets = Ticket.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    before = dict(tickets.values_list("pk", "next_due_at"))
    yield
    nearest = queries.next_due(list(before))
    changed = [(key, nearest.get(key)) for key, due in before.items() if nearest.get(key) != due]
    bulk.update(Ticket, ("subject_id", "next_due_at"), changed)
