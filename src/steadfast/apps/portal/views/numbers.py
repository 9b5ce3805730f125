"""The practice's four numbers, for those to whom it shows them, and the page where it says to whom."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from steadfast.apps.identity import limits
from steadfast.apps.identity import queries as identity
from steadfast.apps.portal import operations
from steadfast.apps.portal.queries import public_numbers
from steadfast.domain.language import say
from steadfast.domain.measures.interval import SMALL
from steadfast.foundation import clock
from steadfast.foundation.access import PUBLIC, Request, access


class ReadersForm(forms.Form):
    shown_to = forms.ChoiceField(
        label=_("Who reads them"),
        choices=[
            ("nobody", _("only members of the practice")),
            ("contacts", _("members, and clients who have signed in")),
            ("everybody", _("everybody who knows the address")),
        ],
        widget=forms.RadioSelect,
    )


@access(PUBLIC)
@require_safe
@limits.by_address("numbers")
def show(request: Request) -> HttpResponse:
    """Show the numbers; to whom they are not shown the page is not there."""
    readers = public_numbers.shown_to()
    if not public_numbers.may_read(request.actor, readers):
        raise Http404("No numbers are shown")
    return render(request, "portal/numbers.html", _told(readers))


@access("portal.publish")
@require_http_methods(["GET", "POST"])
def settle(request: Request) -> HttpResponse:
    """Say who reads them, beside what they would read."""
    readers = public_numbers.shown_to()
    form = ReadersForm(request.POST or None, initial={"shown_to": readers})
    if form.is_valid():
        operations.show_numbers(form.cleaned_data["shown_to"], actor=request.actor, now=clock.now())
        messages.success(request, say("This holds from now on."))
        return redirect("portal:settle_numbers")
    context = {**_told(readers), "form": form, "address": request.build_absolute_uri(reverse("portal:numbers"))}
    return render(request, "portal/settle_numbers.html", context, status=422 if form.errors else 200)


def _told(readers: str) -> dict[str, object]:
    now = clock.now()
    found = public_numbers.months(now=now)
    told = {"months": found, "total": public_numbers.total(found), "readers": readers, "small": SMALL, "now": now}
    return {**told, "practice": identity.practice()}
