"""What was brought in: all of it, one import with what it did row by row, and its undoing."""

from collections.abc import Sequence
from datetime import tzinfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from steadfast.apps.imports import front, kinds, queries, telling
from steadfast.apps.imports.models import Batch, Trace
from steadfast.apps.imports.operations import drafts
from steadfast.apps.imports.queries.feeds import failing
from steadfast.foundation import clock, moments, pages, spreadsheet
from steadfast.foundation.access import Request, access
from steadfast.foundation.pages import Page

type Told = tuple[Trace, list[tuple[str, str, str]]]  # and the fields that were left alone: label, ours, theirs
COLUMNS = ("row", "key", "name", "what", "field", "ours", "theirs")


@access("imports.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """List the imports, newest first, and above them the drafts that wait for somebody."""
    rows = queries.visible_to(request.actor).select_related("created_by")
    page = pages.page(rows, order=("-pk",), after=request.GET.get("after"), size=50)
    labels = {kind.name: kind.label for kind in kinds.all_kinds()}
    context = {
        "page": page,
        "rows": [(batch, labels.get(batch.kind, batch.kind), _rows(batch)) for batch in page.rows],
        "now": clock.now(),
        "failing": failing() if request.actor.may("imports.manage") else [],
        "drafts": queries.open_drafts(request.actor)[:20],
        "manages": request.actor.may("imports.manage"),
    }
    return render(request, "imports/list.html", context)


def _rows(batch: Batch) -> int:
    """Return how many rows its file has, 0 until that is known; each kind counts under a name of its own."""
    return int(batch.counts.get("rows") or batch.counts.get("rows_read") or 0)


@access("imports.view")
@require_safe
def show(request: Request, number: int) -> HttpResponse:
    """Show an import; of some kinds a higher app knows more (imports.front)."""
    batch = _batch(request, number)
    batch.led_by = queries.led_source(batch)
    batch.refused_in = queries.refused_in(batch, request.actor)
    view = front.registered(batch.kind)
    if view is not None:
        return view(request, batch)
    kept = "kept" in request.GET
    page = pages.page(queries.traces_of(batch, kept=kept), order=("pk",), after=request.GET.get("after"))
    zone = moments.zone_of(request.actor.zone)
    context = {
        "batch": batch,
        "label": kinds.named(batch.kind).label,
        "page": page,
        "rows": _told(batch, page.rows, zone),
        "kept": kept,
        "manages": request.actor.may("imports.manage"),
    }
    return render(request, "imports/show.html", context)


@access("imports.view")
@require_safe
def kept(request: Request, number: int) -> HttpResponse:
    """Send what the import left alone, because a hand had changed it here, as a file."""
    batch = _batch(request, number)

    zone = moments.zone_of(request.actor.zone)

    def after(cursor: str | None) -> Page[Told]:
        found = pages.page(queries.traces_of(batch, kept=True), order=("pk",), after=cursor, size=pages.LARGEST)
        return Page(_told(batch, found.rows, zone), found.next, found.previous)

    text = spreadsheet.lines(COLUMNS, after, _cells, form="csv", what="rows")
    return spreadsheet.answer(text, f"import-{number}-kept", form="csv")


@access("imports.manage")
@require_http_methods(["GET", "POST"])
def undo(request: Request, number: int) -> HttpResponse:
    """Say what undoing would do; a POST does it."""
    batch = _batch(request, number)
    later = queries.stands_on(batch)
    if request.method == "POST" and later is None:
        drafts.want_undo(batch, actor=request.actor, now=clock.now())
        messages.success(request, _("Import %(number)s is being undone.") % {"number": batch.pk})
        return redirect("imports:show", batch.pk)
    traces = queries.traces_of(batch).filter(undone_at=None)
    made = traces.filter(made=True).count()
    context = {"batch": batch, "later": later, "made": made, "changed": traces.exclude(after={}).count() - made}
    return render(request, "imports/undo.html", context, status=409 if request.method == "POST" else 200)


def _batch(request: Request, number: int) -> Batch:
    return get_object_or_404(queries.visible_to(request.actor), pk=number)


def _told(batch: Batch, traces: Sequence[Trace], zone: tzinfo) -> list[Told]:
    said = telling.kept(batch.kind, (trace.kept for trace in traces), zone)
    return list(zip(traces, said, strict=True))


def _cells(told: Told) -> list[str]:
    trace, said = told
    labels, ours, theirs = ("; ".join(each[place] for each in said) for place in range(3))
    return [str(trace.row), trace.record.key, trace.name, "kept", labels, ours, theirs]
