"""How one reads lists: the form on one's own page, and the switch of the rail, which leads back to where one was."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from steadfast.apps.identity import operations
from steadfast.apps.identity.forms.reading import ReadingForm
from steadfast.apps.identity.models.person import DENSITIES
from steadfast.foundation.access import SIGNED_IN, Request, access


@access(SIGNED_IN)
@require_POST
def reading(request: Request) -> HttpResponse:
    """Keep what the form says."""
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return render(request, "identity/reading_again.html", {"reading": form}, status=422)
    operations.set_reading(request.actor.person_id or 0, **form.cleaned_data)
    messages.success(request, _("Lists look like that from now on."))
    return redirect("identity:me")


@access(SIGNED_IN)
@require_POST
def density(request: Request) -> HttpResponse:
    """Set the density and go back to the page, which must be one of ours."""
    wanted = request.POST.get("density", "")
    if wanted in DENSITIES:
        operations.set_reading(request.actor.person_id or 0, density=wanted)
    back = request.POST.get("back", "")
    return redirect(back if back.startswith("/") and url_has_allowed_host_and_scheme(back, None) else "identity:me")
