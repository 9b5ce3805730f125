"""What somebody answers for passes to a named person, as they leave: each subject in a transaction of its own.

It is written as a hand-over that was accepted, with the reason; the promise clocks go on as they were.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from steadfast.apps.commitments import holders, queries
from steadfast.apps.commitments.models import Commitment, HandOver
from steadfast.apps.commitments.operations import handing
from steadfast.apps.commitments.operations.owning import reassign
from steadfast.apps.identity import leavers
from steadfast.apps.identity.leavers import Group
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.hand_over import Offer
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Subject


def register() -> None:
    offers = Group(
        "offers", _("Offers that wait for an answer"), lambda one: _offers(one).count(), _end_offers, takes=False
    )
    leavers.register(offers)
    leavers.register(Group("tickets", _("Tickets, with what is promised on them"), _carried_count, _pass_carried))
    leavers.register(Group("promises", _("Other promises"), lambda one: len(_singly(one)), _pass_singly))


def _carried_count(person_id: int) -> int:
    return len(holders.owned_by(person_id))


def _pass_carried(person_id: int, to_id: int, limit: int, *, now: datetime) -> int:
    keys = sorted(holders.owned_by(person_id))[:limit]
    return sum(_pass_subject(key, person_id, to_id, now=now) for key in keys)


def _singly(person_id: int) -> list[int]:
    """Return the subjects that are somebody else's, or nobody's, on which a person owes something all the same."""
    owned = Commitment.objects.filter(owner_id=person_id, debtor_id=PRACTICE_ID, closed_at=None).order_by()
    return sorted(set(owned.values_list("subject_id", flat=True)) - holders.owned_by(person_id))


def _pass_singly(person_id: int, to_id: int, limit: int, *, now: datetime) -> int:
    return sum(_pass_subject(key, person_id, to_id, now=now) for key in _singly(person_id)[:limit])


def _pass_subject(subject_id: int, person_id: int, to_id: int, *, now: datetime) -> int:
    """Pass a subject that is theirs with their promises on it, or only those; 1 when something passed."""
    subject = Subject.objects.get(pk=subject_id)
    with holders.carry(subject, actor=SYSTEM, now=now) as carried:
        theirs = [row for row in queries.open_ours_of(subject_id) if row.owner_id == person_id]
        whole = carried is not None and carried.owner_id == person_id and carried.is_open
        if not whole and not theirs:
            return 0
        handing.overtake(subject_id, actor=SYSTEM, now=now)
        _write(subject, theirs, person_id, to_id, whole=whole, now=now)
        if carried is not None and whole:
            carried.pass_to(to_id)
    return 1


def _write(subject: Subject, rows: list[Commitment], person_id: int, to_id: int, *, whole: bool, now: datetime) -> None:
    """Write one hand-over of the whole, or one of each promise, and give the promises their new owner."""
    reason = f"{Person.objects.values_list('name', flat=True).get(pk=person_id)} leaves"
    decided = Offer(person_id, to_id, now)
    parts = [(None, rows)] if whole else [(row.pk, [row]) for row in rows]
    for commitment_id, moved in parts:
        keys = [row.pk for row in moved]
        handing.passed(subject, decided, reason, commitment_id=commitment_id, moved=keys, actor=SYSTEM, now=now)
    for row in rows:
        reassign(row, owner_id=to_id, actor=SYSTEM, now=now)


def _offers(person_id: int) -> QuerySet[HandOver]:
    rows = HandOver.objects.filter(Q(to_person=person_id, team=None) | Q(from_person=person_id), answered_at=None)
    return rows.order_by("id")


@transaction.atomic
def _end_offers(person_id: int, to_id: int, limit: int, *, now: datetime) -> int:
    """End offers by them and to them: what they offered passes now, and what was offered stays with its owner."""
    rows = list(_offers(person_id).values_list("subject_id", "commitment_id")[:limit])
    for subject_id, commitment_id in rows:
        handing.overtake(subject_id, commitment_id=commitment_id, actor=SYSTEM, now=now)
    return len(rows)
