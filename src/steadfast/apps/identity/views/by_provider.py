"""Sign in by a provider: away with a question, back with an answer. Nobody gets an account by it who has no place here.

Somebody who is signed in already comes here to prove that it is still them; the answer must then be about them.
"""

import logging
from dataclasses import asdict
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from steadfast.apps.identity import limits, oidc, operations, proof, queries, signals
from steadfast.apps.identity.models import User
from steadfast.foundation import clock
from steadfast.foundation.access import PUBLIC, Request, access

ASKED = "asked of a provider"
LIVES = 600  # seconds that the reader may take at the provider
log = logging.getLogger(__name__)


@access(PUBLIC)
@never_cache
@require_safe
@limits.by_address("provider")
def away(request: Request, key: str) -> HttpResponse:
    """Send the browser to the provider."""
    through = _provider(key)
    try:
        url, asked = oidc.begin(through, _back(request, key), anew=request.actor.signed_in)
    except oidc.Refused as error:
        return _refuse(request, through, error, _("%(name)s does not answer as it should. Try again later."), 502)
    request.session[ASKED] = {
        "key": key,
        "next": proof.safe_next(request),
        "at": clock.now().timestamp(),
        "person": request.actor.person_id,
        **asdict(asked),
    }
    return HttpResponseRedirect(url)


@access(PUBLIC)
@never_cache
@require_safe
@limits.by_address("provider")
def back(request: Request, key: str) -> HttpResponse:
    """Take the answer to the one question that this browser's session holds; it is used up by that."""
    through = _provider(key)
    held = request.session.pop(ASKED, None)
    if not _fits(held, request, key):
        return _refuse(request, through, None, _("This answer is too old, or not to a question of this browser."), 400)
    if "code" not in request.GET:
        return _refuse(request, through, None, _("%(name)s did not let you in."), 403)
    asked = oidc.Asked(held["state"], held["nonce"], held["verifier"])
    try:
        claims = oidc.redeem(through, asked, request.GET["code"], _back(request, key))
        user = operations.enter_by_provider(claims, through, now=clock.now())
    except oidc.Refused as error:
        return _refuse(request, through, error, _("The answer of %(name)s is not good. Try again."), 400)
    except queries.Stranger as error:
        words = _("Nobody here can be signed in by this account at %(name)s. Ask an owner of your practice.")
        return _refuse(request, through, error, words, 403)
    return _enter(request, user, through, held["next"])


def _enter(request: Request, user: User, through: oidc.Provider, to: str) -> HttpResponse:
    if request.actor.signed_in:
        if request.user != user:
            return _refuse(request, through, None, _("You are signed in as somebody else."), 403)
        proof.prove(request.session, now=clock.now())
        signals.proved.send(sender=User, request=request, user=user, how="provider")
        return redirect(to)
    record_authentication(request, user, "provider", issuer=through.issuer)
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=to))
    return answer


def _fits(held: Any, request: Request, key: str) -> bool:
    return (
        held is not None
        and held["key"] == key
        and held["state"] == request.GET.get("state")
        and held["person"] == request.actor.person_id
        and clock.now().timestamp() - held["at"] < LIVES
    )


def _refuse(request: Request, through: oidc.Provider, error: Exception | None, words: str, status: int) -> HttpResponse:
    """Say what the reader can do, and keep for the log what was wrong: the provider's words are not the reader's."""
    if error is not None:
        log.warning("sign-in by %s refused: %s", through.issuer, error)
    signals.refused.send(sender=User, request=request, email="", how="provider")
    shown = {"words": words % {"name": through.name}}
    return render(request, "identity/provider_refused.html", shown, status=status)


def _provider(key: str) -> oidc.Provider:
    through = queries.provider(key)
    if through is None:
        raise Http404
    return through


def _back(request: Request, key: str) -> str:
    return request.build_absolute_uri(reverse("identity:provider_back", args=[key]))
