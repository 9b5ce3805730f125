"""Agree: the creditor answers a proposal. Their yes moves the due time of the same commitment and adds a Move."""

from datetime import datetime

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments import queries
from steadfast.apps.commitments.models import Commitment, Move, Proposal
from steadfast.apps.commitments.operations import answers
from steadfast.apps.commitments.operations.apply import apply, state_of
from steadfast.apps.commitments.operations.proposing import made, told
from steadfast.apps.commitments.operations.restamp import restamp
from steadfast.apps.commitments.operations.single import held
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment import instants, lifecycle
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.stamp import Agreed, pausing, stamp_after
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event


def answer(
    proposal_id: int,
    *,
    yes: bool,
    by_id: int | None,
    words: str = "",
    how: str = "page",
    seen: int | None = None,
    actor: Actor,
    now: datetime,
) -> Proposal:
    """Answer a proposal for a person of the creditor's side; `how` tells whether they did, or we wrote it down."""
    commitment_id = Proposal.objects.values_list("commitment_id", flat=True).get(pk=proposal_id)
    with held(commitment_id or 0, seen, actor=actor, now=now) as row:
        proposal = Proposal.objects.select_for_update(no_key=True).get(pk=proposal_id)
        _answered(row, proposal, yes=yes, by_id=by_id, words=words, how=how, actor=actor, now=now)
        return proposal


def record(
    commitment_id: int,
    *,
    to_due: datetime,
    reason: str,
    by_id: int | None,
    words: str,
    seen: int | None,
    actor: Actor,
    now: datetime,
) -> Proposal:
    """Write down a yes that the creditor gave to a date, with the words that prove it and who said them."""
    with held(commitment_id, seen, actor=actor, now=now) as row:
        proposal = made(row, to_due, reason, by_id, actor=actor, now=now)
        _answered(row, proposal, yes=True, by_id=by_id, words=words, how="recorded", actor=actor, now=now)
        return proposal


def _answered(
    row: Commitment,
    proposal: Proposal,
    *,
    yes: bool,
    by_id: int | None,
    words: str,
    how: str,
    actor: Actor,
    now: datetime,
) -> None:
    answers.refuse_late(proposal, yes=yes, over=say("It has fallen due; a date can be moved only before."), now=now)
    by = _of_the_creditor(row, by_id)
    if how == "recorded" and not words.strip() and row.direction != "theirs":
        raise Refused(say("A yes needs the words of %(name)s, or where they said so.", name=by.name))
    body = answers.write(proposal, by, yes=yes, words=words, how=how, actor=actor, now=now)
    event = told(row, proposal, "proposal.answered", body, actor=actor, now=now, private={"words": words})
    proposal.evidence_event = event
    proposal.save()
    if yes:
        _moved(row, proposal, event, actor=actor, now=now)


def _of_the_creditor(row: Commitment, person_id: int | None) -> Person:
    """Return who answers; only the creditor's side can, and inside only the member to whom it is owed."""
    by = Person.objects.filter(pk=person_id or 0, left_at=None).first()
    if by is None or by.party_id != row.creditor_id:
        raise Refused(say("Only %(name)s can agree to another date.", name=row.creditor.name))
    if row.direction == "inside" and row.creditor_person_id not in (None, by.pk):
        raise Refused(
            say(
                "It is owed to %(person)s; nobody else can agree to another date.",
                person=row.creditor_person,
            )
        )
    return by


def _moved(row: Commitment, proposal: Proposal, evidence: Event, *, actor: Actor, now: datetime) -> None:
    """Move the due time. A wait that runs was known to whoever said yes, so it no longer pauses the clock."""
    assert proposal.to_due is not None and proposal.answered_by_id is not None
    agreed, before = Agreed(now, proposal.to_due), state_of(row)
    waits, warn_at, resting = queries.waits_of(row.subject_id), proposal.to_due, None
    if row.terms is not None:
        terms, hours = Terms.from_body(row.terms.body), agreements.hours_of(row.terms.calendar_version)
        warn_at = stamp_after(agreed, terms, hours, []).warn_at
        resting = pausing(terms, waits, agreed) if terms.target_s is not None else None
    state = lifecycle.move(before, to_due=proposal.to_due, warn_at=warn_at, agreed_at=now)
    body = {
        "due_at": instants.text(state.due_at),
        "warn_at": instants.text(warn_at),
        "from_due": instants.text(before.due_at),
        "agreed_at": instants.text(now),
        "agreed_by": proposal.answered_by_id,
        "evidence": evidence.pk,
    }
    Move.objects.create(
        commitment=row,
        no=state.moves,
        from_due=before.due_at,
        to_due=state.due_at,
        from_month=row.due_month,
        slip_s=state.slip_s - before.slip_s,
        agreed_by_id=proposal.answered_by_id,
        agreed_at=now,
        evidence_event=evidence,
        reason=proposal.reason,
    )
    private = {"reason": proposal.reason}
    apply(row, state, "commitment.moved", body, at=now, actor=actor, now=now, private=private, waiting_since=resting)
    restamp([row], waits, reason="moved", actor=actor, now=now)  # a wait begun this very second
