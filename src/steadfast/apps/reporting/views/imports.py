"""The migration report of one import of tickets: rows, counters and verdicts beside the source's own."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from steadfast.apps.imports import queries as imports
from steadfast.apps.imports.models import Batch
from steadfast.apps.reporting.queries.migration import report
from steadfast.apps.reporting.queries.migration.compared import WHAT
from steadfast.apps.reporting.queries.migration.report import Difference
from steadfast.domain.language import say
from steadfast.foundation import clock, pages, spreadsheet
from steadfast.foundation.access import Request, access
from steadfast.foundation.pages import Page

COLUMNS = ("ticket", "source_number", "title", "client", "priority", "compared", "source", "ours", "reason", "in_words")


def show(request: Request, batch: Batch) -> HttpResponse:
    """Show the report of an import, with a page of the tickets on which the source and we differ.

    apps.imports guards its address and finds it.
    """
    now, what = clock.now(), _what(request)
    found = report.of_batch(batch, request.actor, now=now)
    page = report.page(batch, what, request.actor, now=now, after=request.GET.get("after"))
    context = {
        "batch": batch,
        "report": found,
        "what": what,
        "words": say(WHAT[what]),
        "count": found.differ(what),
        "page": page,
        "differences": report.told(page.rows, what),
        "now": now,
    }
    return render(request, "reporting/import.html", context)


@access("imports.view")
@require_safe
def export(request: Request, number: int) -> HttpResponse:
    """Send the differences as a file for a spreadsheet."""
    now, batch, what = clock.now(), _find(request, number), _what(request)

    def after(cursor: str | None) -> Page[Difference]:
        page = report.page(batch, what, request.actor, now=now, after=cursor, size=pages.LARGEST)
        return Page(report.told(page.rows, what), page.next, page.previous)

    text = spreadsheet.lines(COLUMNS, after, _cells, form="csv", what="tickets")
    return spreadsheet.answer(text, f"import-{number}-{what}", form="csv")


def _find(request: Request, number: int) -> Batch:
    return get_object_or_404(imports.visible_to(request.actor), pk=number)


def _what(request: Request) -> str:
    what = request.GET.get("of", "verdict")
    if what not in WHAT:
        raise Http404(what[:40])
    return what


def _cells(one: Difference) -> Sequence[str]:
    ticket = one.ticket
    said = (ticket.subject.label, ticket.source_key, ticket.subject.title, ticket.client.name, ticket.priority)
    return (*said, one.what, one.source, one.ours, one.reason.short, one.reason.words)
