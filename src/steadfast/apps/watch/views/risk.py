"""Clients at risk, and the promise of what is done about one."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from steadfast.apps.clients import queries as clients
from steadfast.apps.watch import operations
from steadfast.apps.watch.forms.action import ActionForm
from steadfast.apps.watch.queries import risk
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import addresses, clock
from steadfast.foundation.access import Request, access


@access("risk.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """List them with the lines that say why."""
    return _page(request, None, None, now=clock.now())


@access("risk.view")
@require_POST
def act(request: Request, client_id: int) -> HttpResponse:
    """Promise what is done about one."""
    client = clients.visible_to(request.actor).select_related("relationship_owner").filter(pk=client_id).first()
    if client is None:
        raise Http404("No such client")
    now = clock.now()
    form = ActionForm(request.POST).at(now, request.actor.zone)
    if form.is_valid():
        said = form.cleaned_data
        try:
            row = operations.act(client, said["what"], due_at=said["due_at"], actor=request.actor, now=now)
        except Refused as refusal:
            form.add_error("due_at", str(refusal))
        else:
            messages.success(request, _("C-%(number)s is promised.") % {"number": row.pk})
            return redirect("watch:at_risk")
    return _page(request, form, client.pk, now=now)


def _page(request: Request, form: ActionForm | None, client_id: int | None, *, now: datetime) -> HttpResponse:
    after = addresses.number_of(request.GET.get("after", ""))
    page = risk.page(request.actor, now=now, after=after, showing=client_id)
    context = {"page": page, "form": form, "of": client_id, "now": now}
    return render(request, "watch/at_risk.html", context, status=422 if form else 200)
