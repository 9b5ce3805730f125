"""The rows of known tickets after a newer export, and how they stood before, kept so that an undo restores them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Min

from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk.importing.apply.grown import Grown
from steadfast.apps.desk.importing.apply.rows import wait_rows
from steadfast.apps.desk.models import SourceChange, Ticket
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.months import month_of
from steadfast.foundation import bulk
from steadfast.foundation.models import Subject

TICKET = (
    "contact_id", "channel",
    "team_id", "owner_id", "impact", "urgency", "priority", "category", "state", "taken_at", "first_response_at",
    "resolved_at", "closed_at", "first_closed_at", "reopened", "source_owner", "source_kept", "source_reopened",
    "reassigned", "source_reassigned", "source_digest",
)  # fmt: skip
PROMISE = (
    "owner_id", "team_id", "terms_id", "priority", "due_at", "warn_at", "felt_due_at", "due_month", "waiting_since",
    "done_at", "closed_at", "closed_as", "evidence_event_id",
)  # fmt: skip


def keep(item: Grown, batch_id: int) -> None:
    """Keep how a ticket, its promise and its waits stand now."""
    before: dict[str, Any] = {
        "ticket": {name: told(getattr(item.row, name)) for name in TICKET},
        "title": item.row.subject.title,
        "waits": [[wait.pk, told(wait.until), told(wait.expires_at)] for wait in item.waits],
    }
    if item.promise is not None:
        before["promise"] = {name: told(getattr(item.promise, name)) for name in ("id", *PROMISE)}
    SourceChange.objects.create(batch_id=batch_id, ticket=item.row, before=before)


def write(item: Grown, *, evidence_id: int | None, told_id: int, zone: str, now: datetime) -> None:
    """Write what follows from the new rows of one ticket."""
    _write_waits(item)
    _write_promise(item, evidence_id, zone, now)
    history, placed = item.placed.plan.history, item.placed
    if item.otherwise.title is not None:
        Subject.objects.filter(pk=item.row.pk).update(title=item.otherwise.title)
    Ticket.objects.filter(pk=item.row.pk).update(
        contact_id=placed.contact_id,
        channel=item.otherwise.channel or item.row.channel,
        team_id=placed.team_id,
        owner_id=placed.owner_id,
        impact=history.impact,
        urgency=history.urgency,
        priority=history.priority,
        category=history.category,
        state=history.phase,
        taken_at=placed.taken_at,
        first_response_at=history.first_response_at or item.row.first_response_at,
        resolved_at=history.resolved_at,
        closed_at=history.closed_at,
        first_closed_at=history.first_closed_at,
        reopened=history.reopened,
        source_owner=history.owner or "",
        source_kept=history.source_kept,
        source_reopened=history.source_reopened,
        reassigned=history.reassigned,
        source_reassigned=history.source_reassigned,
        source_digest=history.digest,
        source_told=told_id,
        version=F("version") + 1,
    )


def due_again(subject_ids: list[int]) -> None:
    """Write when what we owe on some tickets falls due next."""
    owed = Commitment.objects.filter(subject_id__in=subject_ids, debtor_id=PRACTICE_ID, closed_at=None)
    due: Mapping[int, datetime] = dict(owed.order_by().values_list("subject_id").annotate(Min("due_at")))
    bulk.update(Ticket, ("subject_id", "next_due_at"), [(key, due.get(key)) for key in subject_ids])


def told(value: Any) -> Any:
    """Return a value as JSON keeps it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _write_waits(item: Grown) -> None:
    new = []
    for row, (_, old, wait) in zip(wait_rows(item.placed), item.paired(), strict=True):
        if old is None:
            new.append(row)
        elif (old.until, old.expires_at) != (wait.until, wait.expires_at):
            Wait.objects.filter(pk=old.pk).update(until=wait.until, expires_at=wait.expires_at)
    for row in new:
        names = ("subject_id", "reason", "words", "on_person_id", "since", "until", "expires_at")
        Wait.objects.create(**dict(zip(names, row, strict=True)))


def _write_promise(item: Grown, evidence_id: int | None, zone: str, now: datetime) -> None:
    row, planned, wanted = item.promise, item.placed.promise, item.renewed
    if row is None:
        return
    own = Commitment.objects.filter(pk=row.pk)
    if wanted is None or planned is None:
        at = item.fresh[-1].at
        own.update(closed_at=at, closed_as="void", done_at=None, waiting_since=None, version=F("version") + 1)
        return
    same = (row.done_at, row.closed_as) == (wanted.done_at, wanted.closed_as)
    own.update(
        owner_id=wanted.owner,
        team_id=item.placed.team_id,
        terms_id=item.placed.terms(len(planned.stamps) - 1).pk,
        priority=planned.priority,
        due_at=wanted.due_at,
        warn_at=wanted.warn_at,
        felt_due_at=wanted.felt_due_at,
        due_month=month_of(wanted.due_at, zone),
        waiting_since=planned.waiting_since,
        done_at=wanted.done_at,
        closed_at=wanted.closed_at,
        closed_as=wanted.closed_as,
        evidence_event_id=row.evidence_event_id if same else evidence_id,
        version=F("version") + 1,
    )
