"""How one signs in, on one page: password, passkeys, app, recovery codes, provider, and where one is signed in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from steadfast.apps.identity import operations, proof, queries
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.foundation import clock
from steadfast.foundation.access import SIGNED_IN, Request, access


@access(SIGNED_IN)
@require_safe
def index(request: Request) -> HttpResponse:
    """Show all of it."""
    user, now = queries.user_of(request), clock.now()
    ways = queries.ways_of(user)
    context = {
        "person": user.person,
        "ways": ways,
        "now": now,
        "sessions": queries.sessions_of(user, this=request.session.session_key or "", now=now),
        "owes": proof.OWES in request.session,
        "passwords": queries.takes_passwords(user.person),
        "is_member": user.person.party_id == PRACTICE_ID,
        "required": queries.must_have_second_factor(user.person),
        "providers": [one for one in queries.providers() if one.issuer in ways.issuers],
    }
    return render(request, "identity/security.html", context)


@access(SIGNED_IN)
@require_POST
def end_session(request: Request, session_id: int) -> HttpResponse:
    """End one session; of somebody else's it is as if it were not there."""
    user = queries.user_of(request)
    if not operations.end_session(user, session_id, actor=request.actor, now=clock.now()):
        raise Http404
    messages.success(request, _("That browser is signed out."))
    return redirect("identity:security")


@access(SIGNED_IN)
@require_POST
def end_others(request: Request) -> HttpResponse:
    """End all sessions but this one."""
    key, user = request.session.session_key or "", queries.user_of(request)
    ended = operations.end_other_sessions(user, keep=key, actor=request.actor, now=clock.now())
    words = ngettext("One other browser is signed out.", "%(n)s other browsers are signed out.", ended)
    messages.success(request, words % {"n": ended})
    return redirect("identity:security")
