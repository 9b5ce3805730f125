"""Hand over one commitment, at its own page: only that promise changes its owner, whatever it is about."""

from datetime import datetime

from steadfast.apps.commitments.models import Commitment, HandOver
from steadfast.apps.commitments.operations import handing
from steadfast.apps.commitments.operations.asking import To
from steadfast.apps.commitments.operations.owning import reassign
from steadfast.apps.commitments.operations.single import held
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.hand_over import Thing
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor


def offer_one(
    commitment_id: int, to: To, *, reason: str, seen: int | None = None, actor: Actor, now: datetime
) -> HandOver:
    """Offer one open commitment of ours."""
    with held(commitment_id, seen, actor=actor, now=now) as row:
        thing = Thing(str(row), _owner(row), row.closed_at is None, handing.offered_to(row.subject_id, row.pk))
        return handing.offer(row.subject, thing, to, reason, commitment_id=row.pk, actor=actor, now=now)


def accept_one(offer_id: int, *, actor: Actor, now: datetime) -> Commitment:
    """Accept it: from now on the actor answers for this commitment."""
    with held(_commitment_of(offer_id), None, actor=actor, now=now) as row:
        found = handing.open_offer(offer_id, row.subject_id)
        handing.accept(found, owner=_owner(row), team_id=found.team_id, actor=actor, now=now)
        reassign(row, owner_id=found.to_person_id, actor=actor, now=now)
        return row


def decline_one(offer_id: int, *, words: str, actor: Actor, now: datetime) -> Commitment:
    """Decline it with a word why."""
    with held(_commitment_of(offer_id), None, actor=actor, now=now) as row:
        handing.decline(handing.open_offer(offer_id, row.subject_id), words, actor=actor, now=now)
        return row


def take_back_one(offer_id: int, *, actor: Actor, now: datetime) -> Commitment:
    """Take the offer back."""
    with held(_commitment_of(offer_id), None, actor=actor, now=now) as row:
        handing.take_back(handing.open_offer(offer_id, row.subject_id), owner=_owner(row), actor=actor, now=now)
        return row


def _commitment_of(offer_id: int) -> int:
    found = HandOver.objects.filter(pk=offer_id).values_list("commitment_id", flat=True).first()
    if found is None:
        raise Refused(say("That offer is about a whole ticket; answer it there."))
    return found


def _owner(row: Commitment) -> int:
    if row.debtor_id != PRACTICE_ID or row.owner_id is None:
        raise Refused(say("Only what we owe can be handed over."))
    return row.owner_id
