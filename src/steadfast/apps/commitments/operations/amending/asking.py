"""Whose yes an amendment has, and whom it asks: one proposal for each creditor whose promises would grow longer."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from steadfast.apps.agreements.models import Amendment
from steadfast.apps.commitments.models import Proposal
from steadfast.apps.commitments.operations.amending.telling import of_amendment
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment import instants
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent
from steadfast.foundation.identifiers import uuid7


def who_said_yes(amendment: Amendment) -> set[int]:
    """Return the creditors without whose further yes promises may grow longer: we, by the edit itself, among them."""
    said = Proposal.objects.filter(amendment=amendment, answer="yes")
    return {PRACTICE_ID, *said.values_list("creditor_id", flat=True)}


def ask(amendment: Amendment, creditors: Mapping[int, datetime], *, actor: Actor, now: datetime) -> list[NewEvent]:
    """Ask creditors who were not asked yet, until the last due time that their yes could change; return the events."""
    standing = Proposal.objects.filter(amendment=amendment, creditor__in=creditors).exclude(answer="taken back")
    known = {proposal.creditor_id: proposal for proposal in standing}
    for creditor, until in creditors.items():
        before = known.get(creditor)
        if before is not None and not before.answer and before.expires_at < until:
            before.expires_at = until
            before.save(update_fields=["expires_at"])
    fresh = [creditor for creditor in sorted(creditors) if creditor not in known]
    people = _first_of(fresh)
    made = [proposal(amendment, key, creditors[key], actor=actor, now=now, asked=people.get(key)) for key in fresh]
    Proposal.objects.bulk_create(made)
    return [asked(amendment, one, now) for one in made]


def proposal(
    amendment: Amendment,
    creditor_id: int,
    until: datetime,
    *,
    actor: Actor,
    now: datetime,
    asked: Person | None = None,
) -> Proposal:
    """Return a new question to a creditor, not yet saved."""
    return Proposal(
        uid=uuid7(now),
        amendment=amendment,
        creditor_id=creditor_id,
        asked=asked,
        reason=amendment.reason,
        made_by_id=actor.person_id or amendment.applied_by_id or amendment.made_by_id,
        made_at=now,
        expires_at=until,
    )


def _first_of(creditors: Sequence[int]) -> dict[int, Person]:
    """Return the person who is asked of each creditor: who has been there longest."""
    found: dict[int, Person] = {}
    for person in Person.objects.filter(party__in=creditors, left_at=None).order_by("id"):
        found.setdefault(person.party_id, person)
    return found


def asked(amendment: Amendment, one: Proposal, now: datetime) -> NewEvent:
    """Return the event that tells of the question."""
    body = {"proposal": str(one.uid), "creditor": one.creditor_id, "expires_at": instants.text(one.expires_at)}
    return of_amendment(amendment, "proposal.made", body, now)
