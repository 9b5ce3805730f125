"""A new request by a form of the practice. What is promised for it is said at once."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from steadfast.apps.automation.forms.asking import AskForm
from steadfast.apps.automation.operations import asking
from steadfast.apps.automation.queries import forms
from steadfast.apps.desk.operations import Seen
from steadfast.apps.portal.queries.promised import times
from steadfast.apps.portal.views.home import client_of
from steadfast.apps.portal.views.requests import received
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("portal.use")
@require_http_methods(["GET", "POST"])
def ask(request: Request, form_id: int) -> HttpResponse:
    """Show the questions of a form that is offered to the contact's client, and open the ticket."""
    client = client_of(request)
    row = forms.visible_to(request.actor).filter(pk=form_id).first()
    if row is None:
        raise Http404("No such form")
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, form=row, client=client, inside=False, initial={"key": uuid4()})
    if form.is_valid():
        people = {"contact_id": request.actor.person_id, "approver_id": form.picked("approver")}
        by = {"seen": Seen(key=form.cleaned_data["key"]), "actor": request.actor, "now": clock.now()}
        try:
            ticket = asking.ask(row.pk, form.answers(), client=client, channel="portal", **people, **by)  # type: ignore[arg-type]
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, received(request, ticket))
            return redirect("portal:ticket", ticket.subject.number)
    context: dict[str, object] = {"form": form, "row": row, "now": clock.now()}
    if not row.needs_approval:  # else the time of who approves it comes first
        now = clock.now()
        context["times"] = times(client, impact=row.impact, urgency=row.urgency, service=row.category, now=now)
    return render(request, "portal/by_form.html", context, status=422 if form.is_bound else 200)
