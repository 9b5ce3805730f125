"""The filtered list as CSV, read page by page so that no query stays open while it is sent."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.filters import listed, read
from steadfast.foundation import spreadsheet
from steadfast.foundation.access import Request, access

WITH = ("subject", "client", "contact", "owner", "team")
COLUMNS = (
    "number", "title", "client", "contact", "kind", "priority", "state", "owner", "team", "opened_at", "taken_at",
    "first_response_at", "resolved_at", "closed_at", "next_due_at", "reopened",
)  # fmt: skip


@access("tickets.export")
@require_safe
def show(request: Request, form: str = "csv") -> HttpResponse:
    """Send the tickets that the address names; the last line says so when there are more."""
    filters = read(request.GET)
    rows = listed(filters, request.actor).select_related(*WITH)
    return spreadsheet.of_rows(rows, COLUMNS, _cells, order=filters.order, name="tickets", form=form)


def _cells(ticket: Ticket) -> list[str]:
    times = (
        ticket.opened_at, ticket.taken_at, ticket.first_response_at,
        ticket.resolved_at, ticket.closed_at, ticket.next_due_at,
    )  # fmt: skip
    return [
        ticket.subject.label,
        ticket.subject.title,
        ticket.client.name,
        ticket.contact.name if ticket.contact else "",
        ticket.kind,
        ticket.priority,
        ticket.state,
        ticket.owner.name if ticket.owner else "",
        ticket.team.name if ticket.team else "",
        *(time.isoformat(timespec="seconds") if time else "" for time in times),
        str(ticket.reopened),
    ]
