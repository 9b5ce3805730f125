"""The authenticator app and the recovery codes that stand in for it."""

import base64

from allauth.core import context as allauth_context
from allauth.mfa.totp.internal.auth import clear_totp_secret
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.identity import operations, proof, queries
from steadfast.apps.identity.forms.factors import AppForm
from steadfast.apps.identity.second_factor import FactorAdapter
from steadfast.apps.identity.views import factors
from steadfast.apps.identity.views.sent import sent
from steadfast.foundation import clock
from steadfast.foundation.access import SIGNED_IN, Request, access


@access(SIGNED_IN)
@never_cache
@require_http_methods(["GET", "POST"])
@proof.recently_proved
def app(request: Request) -> HttpResponse:
    """Show the key of a new authenticator app, and take it into use by its first code."""
    user = queries.user_of(request)
    request.attempted = f"mfa-auth-user-{user.pk}"  # type: ignore[attr-defined]
    form = AppForm(sent(request), user=user)
    if form.is_valid():
        codes = operations.add_app(user, form.secret, actor=request.actor, now=clock.now())
        clear_totp_secret(request)
        return factors.changed(request, user, _("The app is in use from now on."), codes)
    adapter = FactorAdapter(allauth_context.request)
    drawing = base64.b64encode(adapter.build_totp_svg(adapter.build_totp_url(user, form.secret)).encode()).decode()
    shown = {"form": form, "key": factors.spaced(form.secret), "drawing": f"data:image/svg+xml;base64,{drawing}"}
    return render(request, "identity/app.html", shown, status=422 if form.is_bound else 200)


@access(SIGNED_IN)
@require_POST
@proof.recently_proved
def app_off(request: Request) -> HttpResponse:
    """Take the app out of use."""
    return factors.taken_out(request, operations.remove_app, _("The app is no longer asked for."))


@access(SIGNED_IN)
@never_cache
@require_POST
@proof.recently_proved
def codes(request: Request) -> HttpResponse:
    """Make new recovery codes and show them, this once."""
    user = queries.user_of(request)
    if not queries.ways_of(user).second_factor:
        raise Http404
    return factors.changed(request, user, "", operations.renew_codes(user, actor=request.actor, now=clock.now()))
