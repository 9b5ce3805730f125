"""What agreements say about time: a list, and a form that writes the next version."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.hours import operations
from steadfast.apps.hours.forms.settling import TermsForm
from steadfast.apps.hours.queries import terms as known
from steadfast.apps.hours.views.week import today
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

MOST = 500


@access("hours.bill")
@require_safe
def index(request: Request) -> HttpResponse:
    """Show all agreements with their newest terms."""
    rows = list(agreements.visible_to(request.actor).order_by("name")[:MOST])
    newest = known.newest(row.pk for row in rows)
    context = {"rows": [(row, newest.get(row.pk)) for row in rows], "now": clock.now()}
    return render(request, "hours/all_terms.html", context)


@access("hours.bill")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, number: int) -> HttpResponse:
    """Show the terms of an agreement and write the next version."""
    now = clock.now()
    agreement = get_object_or_404(agreements.visible_to(request.actor), subject__number=number)
    row = known.newest([agreement.pk]).get(agreement.pk)
    terms = row.value if row else known.USUAL
    said = {
        "incidents": "incident" in terms.covers,
        "requests": "request" in terms.covers,
        "block": terms.block,
        "least": terms.least,
        "first_day": today(request.actor, now),
    }
    form = TermsForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_valid():
        operations.set_terms(agreement, form.terms, first_day=form.from_day, actor=request.actor, now=now)
        messages.success(request, say("Kept. What is booked already keeps its reason."))
        return redirect("hours:all_terms")
    context = {"agreement": agreement, "form": form, "row": row, "now": now}
    return render(request, "hours/terms.html", context, status=422 if form.is_bound else 200)
