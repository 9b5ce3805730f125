"""The second step of a sign-in, between the right password and the first page: a code, or a passkey."""

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from steadfast.apps.identity import queries, signals
from steadfast.apps.identity.forms.factors import CodeForm, PasskeyStepForm
from steadfast.apps.identity.models import User
from steadfast.apps.identity.views import passkey_options
from steadfast.foundation.access import PUBLIC, Request, access


@access(PUBLIC)
@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
def second_step(request: Request) -> HttpResponse:
    """Ask for the second factor; wrong ones are counted by account and by address, together with wrong passwords."""
    stage = request._login_stage  # type: ignore[attr-defined]
    user: User = stage.login.user
    request.attempted = f"mfa-auth-user-{user.pk}"  # type: ignore[attr-defined]
    sent = request.POST if request.method == "POST" else None
    by_passkey = sent is not None and "credential" in sent
    code = CodeForm(sent if not by_passkey else None, user=user)
    passkey = PasskeyStepForm(sent if by_passkey else None, user=user)
    form: Any = passkey if by_passkey else code
    if sent is not None and form.is_valid():
        post_authentication(request, passkey.cleaned_data["credential"] if by_passkey else code.authenticator)
        answer: HttpResponse = stage.exit()
        return answer
    if sent is not None:
        how = "passkey" if by_passkey else "code"
        signals.refused.send(sender=User, request=request, email=user.email, how=how)
    ways = queries.ways_of(user)
    options = passkey_options.to_prove(user) if ways.passkeys else ""
    shown = {"form": code, "passkey": passkey, "ways": ways, "options": options}
    return render(request, "identity/second_step.html", shown, status=422 if sent is not None else 200)
