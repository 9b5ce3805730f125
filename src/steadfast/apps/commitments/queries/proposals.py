"""Proposals as somebody may see them. `visible_to` is the door for people; a signed link opens just its own."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.foundation.actor import Actor

LIMIT = 20  # questions shown on a page
WITH = ("commitment__subject", "creditor", "asked", "made_by")


def visible_to(actor: Actor) -> QuerySet[Proposal]:
    """Return what an actor may see: members all, a client's contact what their own client is asked."""
    rows = Proposal.objects.all()
    if actor.client_id is not None:
        rows = rows.filter(creditor_id=actor.client_id)
        return rows.filter(asked_id=actor.person_id) if actor.own_only else rows
    return rows if actor.may("register.view") else rows.none()


def asked_of(actor: Actor, party_id: int, *, now: datetime) -> list[Proposal]:
    """Return the questions about a date that a party can still answer, oldest first."""
    rows = visible_to(actor).filter(creditor_id=party_id, answer="", expires_at__gte=now)
    dates = rows.filter(commitment__isnull=False, commitment__closed_at=None)
    return list(dates.select_related(*WITH).order_by("made_at", "id")[:LIMIT])


def about(row: Commitment, actor: Actor) -> list[Proposal]:
    """Return what was asked about one commitment, newest first."""
    names = ("asked", "made_by", "answered_by", "recorded_by")
    return list(visible_to(actor).filter(commitment=row).select_related(*names).order_by("-id")[:LIMIT])


def by_uid(uid: UUID) -> Proposal | None:
    """Return the proposal about a date that a signed link names."""
    rows = Proposal.objects.filter(uid=uid, commitment__isnull=False)
    return rows.select_related(*WITH, "answered_by", "commitment__client").first()
