"""Sign in by a passkey alone: the device knows whose it is, and asked for a finger, a face or a PIN."""

from allauth.account.models import Login
from allauth.mfa.webauthn.internal import flows
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from steadfast.apps.identity import limits, proof, signals
from steadfast.apps.identity.forms.factors import PasskeySignInForm
from steadfast.apps.identity.models import User
from steadfast.apps.identity.sign_in import CLOSED
from steadfast.apps.identity.views import passkey_options
from steadfast.foundation.access import PUBLIC, Request, access


@access(PUBLIC)
@never_cache
@require_http_methods(["GET", "POST"])
@limits.by_address("passkey")
def by_passkey(request: Request) -> HttpResponse:
    """Give the options to the script of the sign-in page, and take what the device answered."""
    if request.actor.signed_in:
        return redirect(proof.safe_next(request))
    if request.method == "GET":
        return HttpResponse(passkey_options.to_sign_in(), content_type="application/json")
    form = PasskeySignInForm(request.POST)
    if not form.is_valid():
        signals.refused.send(sender=User, request=request, email="", how="passkey")
        messages.error(request, CLOSED)
        return redirect("account_login")
    authenticator = form.cleaned_data["credential"]
    login = Login(user=authenticator.user, redirect_url=proof.safe_next(request))
    answer: HttpResponse = flows.perform_passwordless_login(request, authenticator, login)
    return answer
