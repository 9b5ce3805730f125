"""Let us into a mailbox at its provider: there and back, bound to the session of who asked, once."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from steadfast.apps.mail import operations
from steadfast.apps.mail.queries import boxes as queries
from steadfast.apps.mail.signing_in import providers, tokens
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

ASKED = "mail_asked"


@access("mail.manage")
@never_cache
@require_safe
def begin(request: Request, box_id: int) -> HttpResponse:
    """Send the reader to the provider of a box."""
    box = get_object_or_404(queries.boxes_visible_to(request.actor).exclude(sign_in="password"), pk=box_id)
    if not providers.of(box.sign_in).is_set_up:
        name = providers.NAMES[box.sign_in]
        messages.error(request, _("The settings name no client of ours at %(name)s.") % {"name": name})
        return redirect("mail:box", box.pk)
    url, asked = tokens.begin(box, _back(request))
    request.session[ASKED] = asdict(asked)
    return redirect(url)


@access("mail.manage")
@never_cache
@require_safe
def back(request: Request) -> HttpResponse:
    """Take what the provider sent back; it must be what this session asked for."""
    known = request.session.pop(ASKED, None)
    state, code = request.GET.get("state", ""), request.GET.get("code", "")
    if not known or not constant_time_compare(state, known["state"]):
        messages.error(request, _("That was not asked for here. Begin again on the page of the box."))
        return redirect("mail:boxes")
    asked = tokens.Asked(**known)
    box = get_object_or_404(queries.boxes_visible_to(request.actor), pk=asked.box)
    if not code:
        why = request.GET.get("error_description") or request.GET.get("error") or "?"
        messages.error(request, _("The provider refused: %(why)s") % {"why": why[:300]})
        return redirect("mail:box", box.pk)
    try:
        token = tokens.redeem(box, asked, code, _back(request))
    except tokens.NoToken as error:
        messages.error(request, str(error))
    else:
        operations.keep_token(box, token, actor=request.actor, now=clock.now())
        messages.success(request, _("%(address)s is open to us. Try it now.") % {"address": box.address})
    return redirect("mail:box", box.pk)


def _back(request: Request) -> str:
    return request.build_absolute_uri(reverse("mail:signed_in_box"))
