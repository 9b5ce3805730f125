"""Tickets that were merged: which ones stand in another, and when what we owe on all of them falls due next."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from django.db.models import Exists, Min, OuterRef
from django.db.models.functions import Coalesce

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.foundation.prepared import Rows

FEW = 3  # a ticket with those that were merged into it
JOINS = Exists(Ticket.objects.filter(merged_into=OuterRef("pk")))  # whether it needs to be asked which ones


def joined_to(ticket: Ticket) -> list[int]:
    """Return the tickets that were merged into one; no query where `joins` was seen to be false."""
    if not getattr(ticket, "joins", True):
        return []
    return list(Ticket.objects.filter(merged_into=ticket).order_by("pk").values_list("pk", flat=True))


def goes_on_in(ticket_id: int) -> int:
    """Return the ticket in which one goes on: itself, or the one into which it was merged."""
    return int(Ticket.objects.values_list(Coalesce("merged_into_id", "pk"), flat=True).get(pk=ticket_id))


def first_due(subjects: Sequence[int]) -> datetime | None:
    """Return when the first of what we owe on some subjects falls due."""
    return next(iter(_due().rows(subjects=subjects)), None)


@cache
def _due() -> Rows[datetime]:
    ours = Commitment.objects.filter(debtor_id=PRACTICE_ID, closed_at=None).order_by("due_at")
    due = ours.values_list("due_at", flat=True)
    return Rows(lambda subjects: due.filter(subject_id__in=subjects)[:1], lists={"subjects": FEW})


def next_due(keys: Sequence[int]) -> Mapping[int, datetime]:
    """Return, by ticket, when what we owe on it falls due next, with what was merged into it; merged ones have none."""
    owed = Commitment.objects.filter(debtor_id=PRACTICE_ID, closed_at=None).order_by()
    own = owed.filter(subject_id__in=keys, subject__ticket__merged_into__isnull=True)
    found = dict(own.values_list("subject_id").annotate(nearest=Min("due_at")))
    along = owed.filter(subject__ticket__merged_into__in=keys)
    for key, due in along.values_list("subject__ticket__merged_into_id").annotate(nearest=Min("due_at")):
        found[key] = min(found.get(key, due), due)
    return found
