"""The filtered list as CSV, read page by page so that no query stays open while it is sent."""

import csv
import io
from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.filters import Filters, listed, read
from steadfast.apps.desk.queries.listing import WITH
from steadfast.foundation import pages
from steadfast.foundation.access import Request, access
from steadfast.foundation.actor import Actor

LIMIT = 50_000
COLUMNS = (
    "number", "title", "client", "contact", "kind", "priority", "state", "owner", "team", "opened_at",
    "first_response_at", "resolved_at", "closed_at", "next_due_at", "reopened",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@access("tickets.export")
@require_safe
def show(request: Request) -> HttpResponse:
    """Send the tickets that the address names, at most LIMIT; the last line says so when there are more."""
    filters = read(request.GET)
    answer = StreamingHttpResponse(_lines(filters, request.actor), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="tickets.csv"'
    return answer  # type: ignore[return-value]  # Django's StreamingHttpResponse is no HttpResponse, yet it is one to a view


def _lines(filters: Filters, actor: Actor) -> Iterator[str]:
    yield _line(COLUMNS)
    after, sent = None, 0
    rows = listed(filters, actor).select_related(*WITH)
    while sent < LIMIT:
        page = pages.page(rows, order=filters.order, after=after, size=pages.LARGEST)
        yield "".join(_line(_cells(ticket)) for ticket in page.rows)
        after, sent = page.next, sent + len(page.rows)
        if after is None:
            return
    yield _line([f"Only the first {LIMIT} tickets are here; narrow the filters for the rest."])


def _cells(ticket: Ticket) -> list[str]:
    times = (
        ticket.opened_at, ticket.first_response_at, ticket.resolved_at, ticket.closed_at, ticket.next_due_at
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


def _line(cells: tuple[str, ...] | list[str]) -> str:
    """Return one line. A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return out.getvalue()
