"""One's own tokens: made, shown once, revoked. An owner sees those of everybody, and revokes them."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.api import operations, queries, scopes
from steadfast.apps.api.forms.token import TokenForm
from steadfast.apps.identity import proof
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request, access

SIZE = 50


@access("tokens.own")
@never_cache
@require_http_methods(["GET", "POST"])
@proof.recently_proved
def index(request: Request) -> HttpResponse:
    """List the tokens, and make one."""
    now, secret = clock.now(), ""
    form = TokenForm(request.POST if request.method == "POST" else None, permissions=request.actor.permissions)
    if form.is_valid():
        typed = form.cleaned_data
        until = now + timedelta(days=typed["days"])
        try:
            _token, secret = operations.make_token(typed["name"], typed["scopes"], until, actor=request.actor, now=now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            form = TokenForm(permissions=request.actor.permissions)
    rows = queries.visible_to(request.actor)
    found = pages.page(rows, order=("-made_at", "-id"), after=request.GET.get("after"), size=SIZE)
    for token in found.rows:
        token.in_words = scopes.in_words(token.held)  # type: ignore[attr-defined]
    context = {"form": form, "page": found, "secret": secret, "now": now, "all": request.actor.may("tokens.all")}
    return render(request, "api/tokens.html", context, status=422 if form.is_bound else 200)


@access("tokens.own")
@require_POST
def revoke(request: Request, token_id: int) -> HttpResponse:
    """Revoke one."""
    token = queries.visible_to(request.actor).filter(pk=token_id).first()
    if token is None:
        raise Http404
    operations.revoke_token(token, actor=request.actor, now=clock.now())
    messages.success(request, _("The token “%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("api:tokens")
