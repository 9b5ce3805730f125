"""Promise: write commitments with their due times stamped, and the events that tell of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.commitments.models import Commitment, Terms
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment import instants
from steadfast.domain.commitment.months import month_of
from steadfast.domain.commitment.stamp import Stamp
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.identifiers import uuid7
from steadfast.foundation.models import Subject


@dataclass(frozen=True, slots=True)
class Draft:
    """A commitment before it is written. `stamp` gives due and warning time under `terms`."""

    kind: str
    what: str
    debtor_id: int
    creditor_id: int
    terms: Terms
    promised_at: datetime
    stamp: Stamp
    owner_id: int | None = None
    creditor_person_id: int | None = None
    client_id: int | None = None
    team_id: int | None = None
    priority: str = ""
    answers_id: int | None = None
    behind_id: int | None = None


def promise(subject: Subject, drafts: Sequence[Draft], *, actor: Actor, now: datetime) -> list[Commitment]:
    """Write the commitments of one subject. An open one of ours without an owner is refused by the database."""
    rows, told = write(subject, drafts, now=now)
    events.append_many(told, actor=actor, now=now)
    return rows


def write(
    subject: Subject, drafts: Sequence[Draft], *, now: datetime
) -> tuple[list[Commitment], list[events.NewEvent]]:
    """Write commitments and return them with their events, which the caller appends together with others."""
    if not drafts:
        return [], []
    zone = identity.practice().zone
    rows = Commitment.objects.bulk_create([_row(subject, draft, zone, now) for draft in drafts])
    return rows, [_event(subject, row, draft) for row, draft in zip(rows, drafts, strict=True)]


def direction(debtor_id: int, creditor_id: int) -> str:
    """Return ours, inside, theirs or between, seen from the practice."""
    if debtor_id == PRACTICE_ID:
        return "inside" if creditor_id == PRACTICE_ID else "ours"
    return "theirs" if creditor_id == PRACTICE_ID else "between"


def _row(subject: Subject, draft: Draft, zone: str, now: datetime) -> Commitment:
    return Commitment(
        uid=uuid7(now),
        kind=draft.kind,
        what=draft.what,
        subject=subject,
        terms=draft.terms,
        answers_id=draft.answers_id,
        behind_id=draft.behind_id,
        debtor_id=draft.debtor_id,
        creditor_id=draft.creditor_id,
        creditor_person_id=draft.creditor_person_id,
        client_id=draft.client_id,
        owner_id=draft.owner_id,
        team_id=draft.team_id,
        priority=draft.priority,
        direction=direction(draft.debtor_id, draft.creditor_id),
        promised_at=draft.promised_at,
        due_at=draft.stamp.due_at,
        warn_at=draft.stamp.warn_at,
        first_due_at=draft.stamp.due_at,
        felt_due_at=draft.stamp.due_at,
        due_month=month_of(draft.stamp.due_at, zone),
    )


def _event(subject: Subject, row: Commitment, draft: Draft) -> events.NewEvent:
    body = {
        "kind": row.kind,
        "debtor": row.debtor_id,
        "creditor": row.creditor_id,
        "owner": row.owner_id,
        "promised_at": instants.text(row.promised_at),
        "due_at": instants.text(row.due_at),
        "warn_at": instants.text(row.warn_at),
        "terms": draft.terms.digest,
        "priority": row.priority,
    }
    return events.NewEvent(
        chain_id=subject.chain_id,
        kind="commitment.promised",
        at=row.promised_at,
        subject_id=subject.pk,
        commitment_id=row.pk,
        body=body,
        private={"what": row.what},
    )
