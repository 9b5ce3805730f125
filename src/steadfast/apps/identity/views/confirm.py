"""Show once more that it is you: by the password, a passkey, a code of the app, or your provider."""

from typing import Any

from allauth.mfa.base.internal.flows import post_authentication
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from steadfast.apps.identity import limits, proof, queries, signals
from steadfast.apps.identity.forms.factors import CodeForm, ConfirmForm, PasskeyStepForm
from steadfast.apps.identity.models import User
from steadfast.apps.identity.views import passkey_options
from steadfast.foundation import clock
from steadfast.foundation.access import SIGNED_IN, Request, access


@access(SIGNED_IN)
@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def confirm(request: Request) -> HttpResponse:
    """Ask for a proof and go on; wrong ones are counted by account."""
    user = queries.user_of(request)
    request.attempted = f"mfa-auth-user-{user.pk}"  # type: ignore[attr-defined]
    sent = request.POST if request.method == "POST" else None
    forms = _forms(user, sent)
    if sent is not None and (how := _proven_by(request, user, forms)):
        proof.prove(request.session, now=clock.now())
        signals.proved.send(sender=User, request=request, user=user, how=how)
        return redirect(proof.safe_next(request, "/me/security/"))
    ways = queries.ways_of(user)
    shown = {
        **forms,
        "ways": ways,
        "next": proof.safe_next(request, "/me/security/"),
        "options": passkey_options.to_prove(user) if ways.passkeys else "",
        "providers": [one for one in queries.providers() if one.issuer in ways.issuers],
    }
    return render(request, "identity/confirm.html", shown, status=422 if sent is not None else 200)


def _forms(user: User, sent: Any) -> dict[str, Any]:
    """Return the three forms, of which the one that was sent is filled."""
    which = next((name for name in ("credential", "code") if sent and name in sent), "password")
    return {
        "form": ConfirmForm(sent if which == "password" else None),
        "code": CodeForm(sent if which == "code" else None, user=user),
        "passkey": PasskeyStepForm(sent if which == "credential" else None, user=user),
    }


def _proven_by(request: Request, user: User, forms: dict[str, Any]) -> str:
    """Return by what the account is proven, "" when it is not; the form that was sent then says why."""
    form, code, passkey = forms["form"], forms["code"], forms["passkey"]
    if passkey.is_bound and passkey.is_valid():
        post_authentication(request, passkey.cleaned_data["credential"], reauthenticated=True)
        return "passkey"
    if code.is_bound and code.is_valid():
        return "code"
    return "password" if form.is_bound and form.is_valid() and _is_password(request, user, form) else ""


def _is_password(request: Request, user: User, form: ConfirmForm) -> bool:
    key = str(user.pk)
    if not limits.spend(request, "proof", key=key):
        form.add_error("password", limits.sentence(limits.seconds_left(request, "proof", key=key)))
    elif user.check_password(form.cleaned_data["password"]):
        limits.forgive(request, "proof", key=key)
        return True
    else:
        form.add_error("password", _("This is not your password."))
    return False
