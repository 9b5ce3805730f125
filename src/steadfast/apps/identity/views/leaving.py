"""The guided way out: all that a member answers for, who takes which of it, when; then the account closes by itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.forms.leaving import LeavingForm
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.proof import recently_proved
from steadfast.apps.identity.queries import leaving as plans
from steadfast.apps.identity.views.sent import sent
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

AT_ONCE = 25  # so much passes while the reader waits; more is a job's


@access("people.manage")
@require_http_methods(["GET", "POST"])
@recently_proved
def show(request: Request, person_id: int) -> HttpResponse:
    """Show what there is to pass, or how far it is; plan it."""
    person, now = get_object_or_404(queries.visible_to(request.actor), pk=person_id), clock.now()
    if person.left_at is not None:
        return redirect("identity:person", person_id)
    groups = plans.answered_for(person_id)
    form = LeavingForm(sent(request), person=person, groups=groups, now=now)
    if form.is_valid():
        try:
            at = form.cleaned_data["leaves_at"] or now
            planned = operations.plan_leaving(person, leaves_at=at, takers=form.takers, actor=request.actor, now=now)
        except (Refused, operations.LastOwner, operations.BeyondYou) as error:
            form.add_error(None, str(error))
        else:
            if planned.leaves_at <= now and planned.total <= AT_ONCE:
                operations.carry_leaving(planned.pk, now=now)
            return redirect("identity:leaving", person_id)
    return _page(request, person, form, 422 if form.is_bound else 200)


@access("people.manage")
@require_POST
@recently_proved
def cancel(request: Request, person_id: int) -> HttpResponse:
    """Call it off."""
    person = get_object_or_404(queries.visible_to(request.actor), pk=person_id)
    plan = plans.running(person_id)
    if plan is not None and operations.cancel_leaving(plan, actor=request.actor, now=clock.now()):
        messages.success(request, _("%(name)s stays. What has passed is with who took it.") % {"name": person.name})
    return redirect("identity:person", person_id)


def _page(request: Request, person: Person, form: LeavingForm, status: int) -> HttpResponse:
    groups = [
        (group, count, group.url(person.pk) if group.url else "") for group, count in plans.answered_for(person.pk)
    ]
    plan = plans.running(person.pk)
    shown = {"person": person, "form": form, "groups": groups, "plan": plan, "now": clock.now()}
    return render(request, "identity/leaving.html", shown, status=status)
