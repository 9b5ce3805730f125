"""What is done on the preview of an edit: apply it, drop it, begin it again, write down what a creditor said."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from steadfast.apps.agreements import operations as agreements
from steadfast.apps.commitments.forms.amendment import AnswerForm, ApplyForm
from steadfast.apps.commitments.operations import amending
from steadfast.apps.commitments.queries import amending as queries
from steadfast.apps.commitments.queries.amending import preview
from steadfast.apps.commitments.views.amendments import MANAGE, found, page
from steadfast.domain.commitment.clauses import ClauseError
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access(MANAGE)
@require_POST
def apply(request: Request, amendment_id: int) -> HttpResponse:
    """Apply the edit; from here on a job carries it out."""
    amendment, form, now = found(request, amendment_id), ApplyForm(request.POST), clock.now()
    if not form.is_valid():
        return page(request, amendment, now=now, form=form, status=422)
    try:
        done = amending.apply_amendment(
            amendment.pk,
            reason=form.cleaned_data["reason"],
            reaches_open=form.cleaned_data["reaches"] == "open",
            actor=request.actor,
            now=now,
        )
    except (Refused, ClauseError) as refusal:
        form.add_error(None, str(refusal))
        return page(request, found(request, amendment_id), now=now, form=form, status=422)
    name = amendment.calendar or amendment.agreement
    if done.reaches_open:
        messages.success(request, say("%(name)s has a new version; it is carried to open promises now.", name=name))
    else:
        messages.success(request, say("%(name)s has a new version; new work falls under it.", name=name))
    return redirect("commitments:amendment", amendment.pk)


@access(MANAGE)
@require_POST
def again(request: Request, amendment_id: int) -> HttpResponse:
    """Begin again from the newest version, with the changes of this edit."""
    return _do(request, amendment_id, amending.begin_again, say("These changes stand on the newest version now."))


@access(MANAGE)
@require_POST
def drop(request: Request, amendment_id: int) -> HttpResponse:
    """Throw the edit away."""
    return _do(request, amendment_id, agreements.drop, say("The edit is dropped; nothing came of it."))


@access(MANAGE)
@require_POST
def answer(request: Request, amendment_id: int, creditor_id: int) -> HttpResponse:
    """Write down what a creditor said to longer times."""
    amendment, form, now = found(request, amendment_id), AnswerForm(request.POST, creditor_id), clock.now()
    plan = queries.plan(queries.successor_of(amendment), now=now)
    asked = next((one for one in preview.creditors(plan, amendment.pk) if one.creditor.pk == creditor_id), None)
    if asked is None:
        raise Http404("Nobody needs their yes")
    if not form.is_valid():
        return page(request, amendment, now=now, answering=(creditor_id, form), status=422)
    data = form.cleaned_data
    try:
        amending.record_answer(
            amendment.pk,
            creditor_id,
            yes=data["answer"] == "yes",
            by_id=data["by"].pk,
            words=data["words"],
            until=asked.until or now,
            actor=request.actor,
            now=now,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return page(request, amendment, now=now, answering=(creditor_id, form), status=422)
    if data["answer"] == "yes":
        messages.success(request, say("%(name)s said yes; it is noted with their words.", name=data["by"].name))
    else:
        messages.success(request, say("%(name)s said no; it is noted with their words.", name=data["by"].name))
    return redirect("commitments:amendment", amendment.pk)


def _do(request: Request, amendment_id: int, does: Callable[..., object], said: str) -> HttpResponse:
    amendment = found(request, amendment_id)
    try:
        does(amendment.pk, actor=request.actor, now=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("commitments:amendment", amendment.pk)
