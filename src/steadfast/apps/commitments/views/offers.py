"""Hand one commitment over: the form with who is asked and why, and the three answers to an offer."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.commitments import operations
from steadfast.apps.commitments.forms.hand_over import HandOverForm
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations import Stale
from steadfast.apps.commitments.queries import offers
from steadfast.apps.commitments.views.commitment import find
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import known, say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

PERMISSION = "register.promise"


@access(PERMISSION)
@require_http_methods(["GET", "POST"])
def offer(request: Request, number: int) -> HttpResponse:
    """Ask to whom and why, and offer it."""
    now, row = clock.now(), find(request, number)
    choices = offers.choices(PERMISSION, but=[row.owner_id], now=now)
    data = request.POST if request.method == "POST" else None
    form = HandOverForm(data, people=choices["people"], teams=choices["teams"], permission=PERMISSION)
    if form.is_valid():
        seen, why = form.cleaned_data["version"], form.cleaned_data["why"]
        try:
            made = operations.offer_one(row.pk, form.to, reason=why, seen=seen, actor=request.actor, now=now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale:
            form.add_error(None, say("Somebody changed %(row)s meanwhile. Look at it, then press again.", row=row))
            row = find(request, number)
        else:
            messages.success(
                request,
                say("%(row)s is offered to %(whom)s. Until they accept nothing changes.", row=row, whom=made.whom),
            )
            return redirect("commitments:show", number)
    context = {"row": row, "form": form, "choices": choices, "now": now}
    return render(request, "commitments/offer_page.html", context, status=422 if form.is_bound else 200)


@access(PERMISSION)
@require_POST
def accept(request: Request, offer_id: int) -> HttpResponse:
    """Accept it."""
    return _answer(request, offer_id, operations.accept_one, known("%(row)s is yours."))


@access(PERMISSION)
@require_POST
def decline(request: Request, offer_id: int) -> HttpResponse:
    """Decline it, with a word why."""
    words = request.POST.get("words", "").replace("\0", "").strip()[:300]
    return _answer(
        request, offer_id, partial(operations.decline_one, words=words), known("%(row)s stays with who offered it.")
    )


@access(PERMISSION)
@require_POST
def take_back(request: Request, offer_id: int) -> HttpResponse:
    """Take the offer back."""
    return _answer(request, offer_id, operations.take_back_one, known("%(row)s is offered to nobody any longer."))


def _answer(request: Request, offer_id: int, does: Callable[..., Commitment], message: str) -> HttpResponse:
    found = get_object_or_404(offers.of_promises(request.actor), pk=offer_id)
    try:
        row = does(offer_id, actor=request.actor, now=clock.now())
        messages.success(request, say(message, row=row))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("commitments:show", found.commitment_id or 0)
