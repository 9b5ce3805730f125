"""The checklists of the practice: the page of automation lists them, a lead writes them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.automation.forms.checklists import ChecklistForm
from steadfast.apps.automation.models import Checklist
from steadfast.apps.automation.operations import checklists
from steadfast.apps.automation.queries.checklists import all_of_them
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.seen import Stale


@access("automation.change")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Ask for a new one and keep it."""
    return _edit(request, None)


@access("automation.change")
@require_http_methods(["GET", "POST"])
def edit(request: Request, checklist_id: int) -> HttpResponse:
    """Change one."""
    row = all_of_them().filter(pk=checklist_id).first()
    if row is None:
        raise Http404("No such checklist")
    return _edit(request, row)


@access("automation.change")
@require_POST
def remove(request: Request, checklist_id: int) -> HttpResponse:
    """Remove one; tickets keep what it put on them."""
    checklists.remove(checklist_id, actor=request.actor, now=clock.now())
    messages.success(request, _("The checklist is removed. Tickets keep the items that they have."))
    return redirect("automation:index")


def _edit(request: Request, row: Checklist | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = ChecklistForm(data, present=checklists.present(row) if row else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        by = {"actor": request.actor, "now": clock.now()}
        try:
            kept = checklists.keep(row.pk if row else None, form.said(), seen=form.seen_then, **by)  # type: ignore[arg-type]
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as stale:
            form.come_back(stale)
            status = 409
        else:
            messages.success(request, _("“%(name)s” is kept.") % {"name": kept.name})
            return redirect("automation:index")
    return render(request, "automation/checklist.html", {"form": form, "checklist": row}, status=status)
