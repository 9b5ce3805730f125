"""What a creditor is asked by an amendment: what changes in words, and their open promises with both due times."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from steadfast.apps.agreements import changes
from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.changes import Change
from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.apps.commitments.queries.amending import planning
from steadfast.apps.commitments.queries.amending.reached import reached, read, waits_on
from steadfast.apps.commitments.queries.amending.successor import successor_of
from steadfast.domain.commitment.amended import Effect
from steadfast.domain.working_time.instants import to_instant
from steadfast.foundation.actor import Actor

WITH = (
    "amendment__agreement", "amendment__calendar", "amendment__on_calendar", "amendment__agreement_version",
    "amendment__calendar_version", "creditor", "asked", "made_by", "answered_by",
)  # fmt: skip
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Longer:
    """One promise that would fall due later."""

    what: str
    old: datetime
    new: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """What is edited, how, and the creditor's promises that it makes longer: the nearest ones, and how many in all."""

    name: str
    changes: list[Change]
    rows: list[Longer]
    count: int


def by_uid(uid: UUID) -> Proposal | None:
    """Return the proposal of an amendment that a signed link names, once the edit was applied."""
    rows = Proposal.objects.filter(uid=uid, amendment__applied_at__isnull=False, asked__isnull=False)
    return rows.select_related(*WITH).first()


def question(proposal: Proposal, *, now: datetime) -> Question:
    """Return what the creditor reads."""
    amendment = proposal.amendment
    if amendment is None:
        raise ValueError(f"{proposal} is about no amendment")
    successor, base = successor_of(amendment), agreements.base_of(amendment)
    rows = read(reached(successor).filter(creditor=proposal.creditor_id))
    waits = waits_on([row.subject_id for row in rows], successor.reasons)
    plan = planning.of(rows, waits, successor, now=now)
    places = [int(place) for place in plan.places(Effect.LATER)]
    found = Commitment.objects.filter(pk__in=[rows[p].id for p in places[:SHOWN]]).only("kind", "what")
    named = {row.pk: row.called for row in found}
    shown = [
        Longer(named[rows[place].id], rows[place].due_at, to_instant(int(plan.new[place]))) for place in places[:SHOWN]
    ]
    tell = changes.of_calendar if amendment.calendar_id else changes.of_agreement
    return Question(str(amendment.calendar or amendment.agreement), tell(base.body, amendment.body), shown, len(places))


def asked_of(actor: Actor, *, now: datetime) -> list[Proposal]:
    """Return the questions about longer times that a person can still answer, oldest first."""
    rows = Proposal.objects.filter(asked=actor.person_id, creditor=actor.client_id, answer="", expires_at__gte=now)
    applied = rows.filter(amendment__applied_at__isnull=False)
    return list(applied.select_related(*WITH).order_by("made_at", "id")[:SHOWN])
