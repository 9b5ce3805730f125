"""One's own page: name, zone, and the way to the password."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from steadfast.apps.identity import operations, own_pages, queries
from steadfast.apps.identity.forms import ProfileForm
from steadfast.apps.identity.forms.reading import ReadingForm
from steadfast.apps.identity.queries import present
from steadfast.apps.identity.views.sent import sent
from steadfast.domain.language import say
from steadfast.foundation.access import SIGNED_IN, Request, access
from steadfast.foundation.seen import Stale


@access(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def me(request: Request) -> HttpResponse:
    """Show and change what one sets about oneself."""
    person = queries.oneself(request.actor)
    form = ProfileForm(sent(request), present=present.profile_of(person))
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            operations.set_profile(person, **form.typed, seen=form.seen_then)
        except Stale as stale:
            form.come_back(stale)
            status = 409
        else:
            messages.success(request, say("Your page is changed."))
            return redirect("identity:me")
    reads = ReadingForm(initial={"density": person.density, "letter_keys": person.letter_keys})
    context = {"form": form, "reading": reads, "person": person, "sees_people": request.actor.may("people.view")}
    context["own_pages"] = own_pages.of(request.actor)
    return render(request, "identity/me.html", context, status=status)
