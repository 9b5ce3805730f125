"""The confirmation window: how long after resolving the same ticket can be reopened."""

from datetime import datetime, timedelta

from steadfast.apps.agreements.models import AgreementVersion
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.tickets import SWEEP
from steadfast.apps.imports import shadows
from steadfast.domain.commitment import clauses
from steadfast.domain.language import known, say

NEW_TICKET = known("Open a new ticket that follows it.")
FOLLOWERS = 10


def window_ends(ticket: Ticket) -> datetime | None:
    """Return until when a resolved ticket may be reopened; None where no window was agreed."""
    if ticket.resolved_at is None or ticket.agreement_version is None:
        return None
    seconds = clauses.read(ticket.agreement_version.body).confirmation_s
    return ticket.resolved_at + timedelta(seconds=seconds) if seconds else None


def unobjected(now: datetime) -> list[int]:
    """Return resolved tickets whose window is over, at most SWEEP. Windows differ by agreement, and those are few."""
    found: list[int] = []
    for version in AgreementVersion.objects.order_by("id"):
        seconds = clauses.read(version.body).confirmation_s
        over = Ticket.objects.filter(
            state="resolved", agreement_version=version, resolved_at__lte=now - timedelta(seconds=seconds)
        ).exclude(batch__in=shadows.batches())
        if seconds:
            found += over.order_by("resolved_at", "subject_id").values_list("subject_id", flat=True)[:SWEEP]
    return found[:SWEEP]


def refuses_reopening(ticket: Ticket, now: datetime) -> str:
    """Return why a ticket cannot be reopened, or nothing. Without an agreed window it can be until it is closed."""
    if ticket.state not in ("resolved", "closed"):
        return say("%(label)s is not resolved.", label=ticket.subject.label)
    ends = window_ends(ticket)
    label = ticket.subject.label
    if ends is None:
        return f"{say('%(label)s is closed.', label=label)} {say(NEW_TICKET)}" if ticket.state == "closed" else ""
    if now <= ends:
        return ""
    return f"{say('The confirmation window of %(label)s is over.', label=label)} {say(NEW_TICKET)}"


def followers_of(ticket: Ticket) -> list[Ticket]:
    """Return the tickets that take this one up again; no query where `queries.find` saw that there are none."""
    if not getattr(ticket, "followed", True):
        return []
    return list(Ticket.objects.filter(follows=ticket).select_related("subject").order_by("subject_id")[:FOLLOWERS])
