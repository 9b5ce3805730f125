"""Propose another date to the creditor of a commitment, before it falls due. Until they answer nothing changes."""

from datetime import datetime

from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.apps.commitments.operations.apply import state_of
from steadfast.apps.commitments.operations.single import held
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment import instants, lifecycle
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.identifiers import uuid7
from steadfast.foundation.models import Event


def propose(
    commitment_id: int,
    *,
    to_due: datetime,
    reason: str,
    asked_id: int | None = None,
    seen: int | None,
    actor: Actor,
    now: datetime,
) -> Proposal:
    """Ask a person of the creditor's side (else the one it is owed to) for another date; one question at a time."""
    with held(commitment_id, seen, actor=actor, now=now) as row:
        return made(row, to_due, reason, asked_id or row.creditor_person_id, actor=actor, now=now)


def made(
    row: Commitment, to_due: datetime, reason: str, asked_id: int | None, *, actor: Actor, now: datetime
) -> Proposal:
    """Write the proposal of a commitment that is held."""
    lifecycle.move(state_of(row), to_due=to_due, warn_at=to_due, agreed_at=now)  # refuses what no yes could move
    asked = Person.objects.filter(pk=asked_id or 0, party_id=row.creditor_id, left_at=None).first()
    if asked is None:
        raise Refused(
            say("Say who of %(name)s is asked; only the creditor can agree to another date.", name=row.creditor.name)
        )
    if actor.person_id is None:
        raise Refused(say("Only a person can ask for another date."))
    _make_room(row, actor=actor, now=now)
    proposal = Proposal(
        uid=uuid7(now),
        commitment=row,
        creditor_id=row.creditor_id,
        asked=asked,
        to_due=to_due,
        reason=reason,
        made_by_id=actor.person_id,
        made_at=now,
        expires_at=row.due_at,
    )
    body = {
        "to_due": instants.text(to_due),
        "from_due": instants.text(row.due_at),
        "expires_at": instants.text(row.due_at),
        "asked": asked.pk,
    }
    told(row, proposal, "proposal.made", body, actor=actor, now=now, private={"reason": reason})
    proposal.save(force_insert=True)
    return proposal


def take_back(proposal_id: int, *, actor: Actor, now: datetime) -> None:
    """Take a question back that nobody answered; its link says so from then on."""
    commitment_id = Proposal.objects.values_list("commitment_id", flat=True).get(pk=proposal_id)
    with held(commitment_id or 0, None, actor=actor, now=now) as row:
        proposal = Proposal.objects.select_for_update(no_key=True).get(pk=proposal_id)
        if proposal.answer:
            raise Refused(say("It was answered already."))
        _take_back(row, proposal, actor=actor, now=now)


def told(
    row: Commitment,
    proposal: Proposal,
    kind: str,
    body: dict[str, object],
    *,
    actor: Actor,
    now: datetime,
    private: dict[str, str],
) -> Event:
    """Append an event of a proposal. It is none of the commitment's own: those alone make up its life."""
    data = {"proposal": str(proposal.uid), "commitment": row.pk, **body}
    new = events.NewEvent(row.subject.chain_id, kind, now, row.subject_id, data, None, private)
    return events.append(new, actor=actor, now=now)


def _make_room(row: Commitment, *, actor: Actor, now: datetime) -> None:
    """Take a question back whose time is up; refuse while one can still be answered."""
    before = Proposal.objects.select_for_update(no_key=True).filter(commitment=row, answer="").first()
    if before is None:
        return
    if before.expires_at >= now:
        raise Refused(say("Another date is asked for already; take that back first."))
    _take_back(row, before, actor=actor, now=now)


def _take_back(row: Commitment, proposal: Proposal, *, actor: Actor, now: datetime) -> None:
    proposal.answer, proposal.answered_at = "taken back", now
    proposal.evidence_event = told(row, proposal, "proposal.taken_back", {}, actor=actor, now=now, private={})
    proposal.save(update_fields=["answer", "answered_at", "evidence_event"])
