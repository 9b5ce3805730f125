"""Another date for a commitment: asked for, agreed by the creditor with evidence, and to which it was moved."""

from typing import Any

from ninja import Field, Router, Schema

from steadfast.apps.api.nouns import commitments
from steadfast.apps.api.nouns.commitment_acts import AT, NEEDED, did
from steadfast.apps.api.nouns.commitments import CommitmentOut
from steadfast.apps.api.serving.answers import Told, version_seen
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id, Instant, Named, Words, someone
from steadfast.apps.commitments import operations
from steadfast.apps.commitments.models import Move, Proposal
from steadfast.apps.commitments.queries import proposals
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["commitments"])


class MoveOut(Schema):
    """A date that the creditor agreed to move."""

    from_due: Instant
    to_due: Instant
    agreed_at: Instant
    reason: str


class ProposalOut(Schema):
    """Another date that was asked for; `answer` is "" while nobody answered."""

    id: int
    uid: str
    to_due: Instant
    reason: str
    asked: Named | None
    made_at: Instant
    expires_at: Instant
    answer: str
    answered_at: Instant | None


class Asked(Given):
    """Which date, why, and who of the creditor's side is asked."""

    to_due: Instant
    reason: str = NEEDED
    person: Id | None = None


class Agreed(Asked):
    """A date that the creditor agreed to already, in these words."""

    words: Words = ""


class Answered(Given):
    """What they said to the date that was asked for."""

    yes: bool
    words: Words = ""
    person: Id | None = Field(None, description="who said it; else who was asked")


@reads(routes, f"{AT}/moves", "register.show", list[MoveOut])
def list_moves(request: Request, number: int) -> Told:
    """Read to which dates it was moved, oldest first."""
    rows = Move.objects.filter(commitment=commitments.find(request, number)).order_by("id")
    return Told([{name: getattr(row, name) for name in ("from_due", "to_due", "agreed_at", "reason")} for row in rows])


@reads(routes, f"{AT}/proposals", "register.show", list[ProposalOut])
def list_proposals(request: Request, number: int) -> Told:
    """Read which other dates were asked for, oldest first."""
    row = commitments.find(request, number)
    rows = proposals.visible_to(request.actor).filter(commitment=row).select_related("asked").order_by("id")
    return Told([_proposal(one) for one in rows])


@writes(routes, f"{AT}/proposals", "register.promise", CommitmentOut, status=201)
def propose_date(request: Request, number: int, typed: Asked) -> Told:
    """Ask for another date; nothing changes until the creditor says yes."""
    said = {"to_due": typed.to_due, "reason": typed.reason, "asked_id": typed.person}
    return did(request, number, operations.propose, 201, **said)


@writes(routes, f"{AT}/moves", "register.promise", CommitmentOut, status=201)
def record_move(request: Request, number: int, typed: Agreed) -> Told:
    """Write down a yes that the creditor gave to another date, with the words that prove it."""
    row = commitments.find(request, number)
    by = request.actor.person_id if row.direction == "theirs" else typed.person or row.creditor_person_id
    said = {"to_due": typed.to_due, "reason": typed.reason, "words": typed.words, "by_id": by}
    return did(request, number, operations.record, 201, **said)


@writes(routes, f"{AT}/proposals/answer", "register.answer", CommitmentOut)
def answer_proposal(request: Request, number: int, typed: Answered) -> Told:
    """Write down what the creditor said to the date that was asked for."""
    row, now, actor = commitments.find(request, number), clock.now(), request.actor
    proposal = _open(request, number)
    own = row.direction == "inside" and actor.person_id == row.creditor_person_id
    operations.answer(
        proposal.pk,
        yes=typed.yes,
        by_id=actor.person_id if own else typed.person or proposal.asked_id,
        words=typed.words,
        how="page" if own else "recorded",
        seen=version_seen(request),
        actor=actor,
        now=now,
    )
    return commitments.one(request, number)


@writes(routes, f"{AT}/proposals/take-back", "register.promise", CommitmentOut)
def take_proposal_back(request: Request, number: int) -> Told:
    """Take the question back."""
    operations.take_back(_open(request, number).pk, actor=request.actor, now=clock.now())
    return commitments.one(request, number)


def _open(request: Request, number: int) -> Any:
    rows = proposals.visible_to(request.actor).filter(commitment=commitments.find(request, number), answer="")
    found = rows.first()
    if found is None:
        raise Refused("No other date is asked for.")
    return found


def _proposal(row: Proposal) -> dict[str, Any]:
    plain = ("uid", "to_due", "reason", "made_at", "expires_at", "answer", "answered_at")
    return {"id": row.pk, **{name: getattr(row, name) for name in plain}, "asked": someone(row.asked)}
