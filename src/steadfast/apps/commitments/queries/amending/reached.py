"""The open commitments that an amendment reaches, read as plain columns: 50,000 of them are no objects."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import QuerySet

from steadfast.apps.agreements.models import Amendment
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.models.commitment import DIRECTIONS, OPEN
from steadfast.apps.commitments.queries.amending.successor import Successor, successor_of
from steadfast.domain.commitment.stamp import Waiting

COLUMNS = (
    "id", "terms_id", "priority", "promised_at", "due_at", "subject_id", "client_id", "creditor_id", "moves",
    "version",
)  # fmt: skip
WAIT = ("subject_id", "reason", "since", "until", "expires_at", "words")


class Reached(NamedTuple):
    """One of them."""

    id: int
    terms_id: int
    priority: str
    promised_at: datetime
    due_at: datetime
    subject_id: int
    client_id: int | None
    creditor_id: int
    moves: int
    version: int


def reached(successor: Successor) -> QuerySet[Commitment]:
    """Return the open commitments under terms that the amendment follows on.

    All directions are named, so that both engines read along the index of what is open and never the whole register.
    """
    rows = Commitment.objects.filter(OPEN, direction__in=DIRECTIONS, terms_id__in=list(successor.reached))
    return rows.order_by()


def ahead(amendment: Amendment) -> int:
    """Return to how many open commitments an amendment is still to be carried."""
    return reached(successor_of(amendment)).filter(pk__gte=amendment.next_id).count()


def read(rows: QuerySet[Commitment]) -> list[Reached]:
    """Return rows as plain values."""
    return [Reached._make(row) for row in rows.values_list(*COLUMNS)]


def waits_on(subjects: Iterable[int] | QuerySet[Commitment], reasons: Iterable[str]) -> dict[int, list[Waiting]]:
    """Return the waits for these reasons of some subjects, by subject, in order."""
    keys: Any = subjects.values("subject_id") if isinstance(subjects, QuerySet) else list(subjects)
    waits = Wait.objects.filter(subject_id__in=keys, reason__in=sorted(reasons)).order_by("subject_id", "since", "id")
    grouped = groupby(waits.values_list(*WAIT), key=lambda row: row[0])
    return {subject: [Waiting(*row[1:]) for row in rows] for subject, rows in grouped}


def by_terms(rows: Sequence[Reached]) -> Mapping[tuple[int, str], list[int]]:
    """Return the places of rows by terms and priority."""
    found: dict[tuple[int, str], list[int]] = {}
    for place, row in enumerate(rows):
        found.setdefault((row.terms_id, row.priority), []).append(place)
    return found
