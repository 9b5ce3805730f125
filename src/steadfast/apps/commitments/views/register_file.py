"""The filtered register as a file: CSV for a spreadsheet, JSON lines for a program."""

from collections.abc import Callable
from typing import Literal

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries import listing
from steadfast.apps.commitments.queries.choices import choices
from steadfast.apps.commitments.queries.filters import BadFilter, read
from steadfast.foundation import clock, pages, spreadsheet
from steadfast.foundation.access import Request, access
from steadfast.foundation.frames import bad_address
from steadfast.foundation.pages import Page

COLUMNS = (
    "number", "subject", "title", "what", "kind", "priority", "direction", "debtor", "creditor", "creditor_person",
    "client", "owner", "promised_at", "due_at", "done_at", "closed_at", "verdict", "moves",
)  # fmt: skip


@access("register.export")
@require_safe
def csv(request: Request) -> HttpResponse:
    """Send the commitments that the address names, in the order of the page."""
    return _file(request, "csv")


@access("register.export")
@require_safe
def json_lines(request: Request) -> HttpResponse:
    """Send the same, one JSON object a line."""
    return _file(request, "jsonl")


def _file(request: Request, form: Literal["csv", "jsonl"]) -> HttpResponse:
    try:
        filters = read(request.GET)
        known = choices(filters)
    except BadFilter as error:
        return bad_address(request, error)
    chosen = listing.select(filters, request.actor, known, now=clock.now())
    text = spreadsheet.lines(COLUMNS, _reading(chosen), cells, form=form, what="promises")
    return spreadsheet.answer(text, "register", form=form)


def _reading(chosen: listing.Selection) -> Callable[[str | None], Page[Commitment]]:
    return lambda after: listing.page(chosen, after=after, size=pages.LARGEST)


def cells(row: Commitment) -> list[str]:
    """Return a commitment as COLUMNS name it."""
    named = (row.debtor, row.creditor, row.creditor_person, row.client, row.owner)
    times = (row.promised_at, row.due_at, row.done_at, row.closed_at)
    return [
        str(row),
        row.subject.label,
        row.subject.title,
        row.what,
        row.kind,
        row.priority,
        row.direction,
        *(one.name if one else "" for one in named),
        *(time.isoformat(timespec="seconds") if time else "" for time in times),
        row.verdict,
        str(row.moves),
    ]
