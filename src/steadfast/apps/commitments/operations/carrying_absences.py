"""Carry what an absence moves, subject by subject, each in a transaction of its own: away, and back again."""

from datetime import datetime

from steadfast.apps.commitments import holders
from steadfast.apps.commitments.models import Commitment, HandOver
from steadfast.apps.commitments.operations.passing import settle
from steadfast.apps.identity import operations as identity
from steadfast.apps.identity.models import Absence
from steadfast.apps.identity.models.party import PRACTICE_ID


def carry(absence: Absence, *, now: datetime) -> int:
    """Pass what is open with who is away, or bring back what is with their deputy; return how many subjects moved.

    May be run again at any time. An absence that is over is noted as returned once everything was looked at.
    """
    over = absence.cancelled_at is not None or absence.ends_at <= now
    keys = _passed(absence) if over else _open(absence.person_id)
    moved = sum(settle(key, absence, now=now) for key in keys)
    if over:
        identity.finish_absence(absence.pk, now=now)
    return moved


def _open(person_id: int) -> list[int]:
    """Return the subjects on which a person answers for something that is open."""
    owned = Commitment.objects.filter(owner_id=person_id, debtor_id=PRACTICE_ID, closed_at=None).order_by()
    return sorted(holders.owned_by(person_id) | set(owned.values_list("subject_id", flat=True)))


def _passed(absence: Absence) -> list[int]:
    rows = HandOver.objects.filter(absence=absence).order_by("subject_id")
    return list(rows.values_list("subject_id", flat=True).distinct())
