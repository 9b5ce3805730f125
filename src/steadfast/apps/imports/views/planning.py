"""The plan of a draft: how far it is, what it would do, the rows that are refused; apply it, or drop the draft."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.imports import kinds, queries, telling
from steadfast.apps.imports.models import Draft
from steadfast.apps.imports.operations import drafts
from steadfast.apps.imports.operations.drafts import NotNow
from steadfast.foundation import clock, moments, spreadsheet
from steadfast.foundation.access import Request, access

COLUMNS = ("row", "column", "value", "reason")
NAMES = ("new", "changed", "same", "kept", "refused")


@access("imports.manage")
@require_safe
def resume(request: Request, draft_id: int) -> HttpResponse:
    """Go on where the draft was left."""
    draft = _draft(request, draft_id)
    return redirect("imports:columns" if draft.state == "sent" else "imports:plan", draft.pk)


@access("imports.manage")
@require_http_methods(["GET", "POST"])
def plan(request: Request, draft_id: int) -> HttpResponse:
    """Show the plan, or how far it is; a POST plans anew."""
    draft = _draft(request, draft_id)
    if request.method == "POST":
        return _want(request, draft, drafts.want_plan)
    if draft.state == "applied" and draft.batch_id:
        return redirect("imports:show", draft.batch_id)
    if draft.state == "sent":
        return redirect("imports:columns", draft.pk)
    counts = draft.plan.get("counts", {})
    context = {
        "draft": draft,
        "kind": kinds.named(draft.kind),
        "counts": [(name, counts.get(name, 0)) for name in NAMES],
        "rows": counts.get("rows", counts.get("rows_read")),
        "others": telling.counts(counts),
        "makes": telling.makes(draft.plan.get("makes", {})),
        "sample": telling.rows(draft.kind, draft.plan.get("sample", []), moments.zone_of(request.actor.zone)),
        "changes": counts.get("new", 0) + counts.get("changed", 0),
        "nothing_left": kinds.is_all_refused(counts),
        "left_out": counts.get("refused", 0) if kinds.named(draft.kind).stops_at_bad_rows else 0,
        "running": draft.state in drafts.RUNNING,
    }
    return render(request, "imports/plan.html", context)


@access("imports.manage")
@require_safe
def refused(request: Request, draft_id: int) -> HttpResponse:
    """Send the rows that cannot be taken as a file."""
    draft = _draft(request, draft_id)
    rows = draft.plan.get("refused", [])
    lines = [COLUMNS, *((str(r["row"]), r["field"], r["value"], r["reason"]) for r in rows)]
    return spreadsheet.answer(map(spreadsheet.csv_line, lines), f"refused-{draft.pk}", form="csv")


@access("imports.manage")
@require_POST
def apply(request: Request, draft_id: int) -> HttpResponse:
    """Apply what was planned; without the bad rows where that was ticked."""
    skips = request.POST.get(kinds.SKIP) == "yes"
    return _want(request, _draft(request, draft_id), partial(drafts.want_apply, skip_bad_rows=skips))


@access("imports.manage")
@require_POST
def drop(request: Request, draft_id: int) -> HttpResponse:
    """Leave a draft."""
    draft = _draft(request, draft_id)
    try:
        drafts.drop(draft, actor=request.actor, now=clock.now())
    except NotNow:
        messages.warning(request, _("It is being applied; undo it once it is through."))
        return redirect("imports:plan", draft.pk)
    messages.success(request, _("The draft of %(name)s is dropped.") % {"name": draft.file_name})
    return redirect("imports:list")


def _want(request: Request, draft: Draft, wish: Any) -> HttpResponse:
    try:
        wish(draft, actor=request.actor, now=clock.now())
    except NotNow:
        messages.warning(request, _("This draft is not at that step; here is where it stands."))
    return redirect("imports:plan", draft.pk)


def _draft(request: Request, draft_id: int) -> Draft:
    return get_object_or_404(queries.drafts_visible_to(request.actor), pk=draft_id)
