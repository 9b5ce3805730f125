"""The confirmation window: how long after resolving the same ticket can be reopened."""

from datetime import datetime, timedelta

from steadfast.apps.desk.models import Ticket
from steadfast.domain.commitment import clauses

NEW_TICKET = "Open a new ticket and name this one in it."


def window_ends(ticket: Ticket) -> datetime | None:
    """Return until when a resolved ticket may be reopened; None where no window was agreed."""
    if ticket.resolved_at is None or ticket.agreement_version is None:
        return None
    seconds = clauses.read(ticket.agreement_version.body).confirmation_s
    return ticket.resolved_at + timedelta(seconds=seconds) if seconds else None


def refuses_reopening(ticket: Ticket, now: datetime) -> str:
    """Return why a ticket cannot be reopened, or nothing. Without an agreed window it can be until it is closed."""
    if ticket.state not in ("resolved", "closed"):
        return f"{ticket.subject.label} is not resolved."
    ends = window_ends(ticket)
    if ends is None:
        return f"{ticket.subject.label} is closed. {NEW_TICKET}" if ticket.state == "closed" else ""
    return f"The confirmation window of {ticket.subject.label} is over. {NEW_TICKET}" if now > ends else ""
