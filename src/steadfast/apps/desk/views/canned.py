"""The canned replies: everybody's and one's own. One's own anybody writes; what is for everybody a lead does."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.desk.forms.canned import CannedForm
from steadfast.apps.desk.models import CannedReply
from steadfast.apps.desk.operations import canning
from steadfast.apps.desk.queries import canned
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.seen import Stale

SHARE = "canned.share"


@access("tickets.note")
@require_safe
def index(request: Request) -> HttpResponse:
    """List them, with the variables that a text may hold."""
    context = {"replies": canned.usable_by(request.actor)[: canned.MOST], **_along(request)}
    return render(request, "desk/canned.html", context)


@access("tickets.note")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Ask for a new one and keep it."""
    form = CannedForm(request.POST if request.method == "POST" else None, may_share=request.actor.may(SHARE))
    if form.is_valid():
        try:
            row = canning.make_canned(form.said(request.actor.person_id), actor=request.actor, now=clock.now())
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Type /%(name)s on a ticket to insert it.") % {"name": row.name})
            return redirect("desk:canned")
    return _form(request, form, None)


@access("tickets.note")
@require_http_methods(["GET", "POST"])
def edit(request: Request, reply_id: int) -> HttpResponse:
    """Change one."""
    row = _own(request, reply_id)
    data = request.POST if request.method == "POST" else None
    form = CannedForm(data, present=canning.present(row), may_share=request.actor.may(SHARE))
    if form.is_valid():
        said, by = form.said(request.actor.person_id), {"actor": request.actor, "now": clock.now()}
        try:
            canning.change_canned(row.pk, said, seen=form.seen_then, **by)  # type: ignore[arg-type]
        except Refused as refusal:
            form.add_error("name", str(refusal))
        except Stale as stale:
            form.come_back(stale)
            return _form(request, form, row, status=409)
        else:
            messages.success(request, _("“%(name)s” is changed.") % {"name": said.name})
            return redirect("desk:canned")
    return _form(request, form, row)


@access("tickets.note")
@require_POST
def remove(request: Request, reply_id: int) -> HttpResponse:
    """Remove one."""
    row = _own(request, reply_id)
    canning.remove_canned(row.pk, actor=request.actor, now=clock.now())
    messages.success(request, _("“%(name)s” is removed.") % {"name": row.name})
    return redirect("desk:canned")


def _own(request: Request, reply_id: int) -> CannedReply:
    """Return one that the reader may change; what is for everybody only a lead may."""
    row = canned.usable_by(request.actor).filter(pk=reply_id).first()
    if row is None:
        raise Http404("No such canned reply")
    if row.owner_id is None and not request.actor.may(SHARE):
        raise PermissionDenied(say("What is for everybody a lead changes."))
    return row


def _form(request: Request, form: CannedForm, row: CannedReply | None, status: int = 0) -> HttpResponse:
    context = {"form": form, "reply": row, **_along(request)}
    return render(request, "desk/canned_form.html", context, status=status or (422 if form.is_bound else 200))


def _along(request: Request) -> dict[str, object]:
    variables = [(canned.written(name), words) for name, (words, _value) in canned.VARIABLES.items()]
    return {"variables": variables, "may_share": request.actor.may(SHARE)}
