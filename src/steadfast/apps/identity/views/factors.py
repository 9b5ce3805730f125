"""What follows a change of one's factors, whichever it was: other browsers are signed out, new codes are shown once."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from steadfast.apps.identity import operations, proof, queries
from steadfast.apps.identity.models import User
from steadfast.foundation import clock
from steadfast.foundation.access import Request


def changed(request: Request, user: User, words: str, codes: list[str] | None = None) -> HttpResponse:
    """End the other sessions, let the reader go on, and show new recovery codes: in this answer only."""
    operations.end_other_sessions(user, keep=request.session.session_key or "", actor=request.actor, now=clock.now())
    if queries.ways_of(user).second_factor:
        request.session.pop(proof.OWES, None)
    if words:
        messages.success(request, words)
    if codes:
        return render(request, "identity/codes.html", {"codes": [spaced(code) for code in codes]})
    return redirect("identity:security")


def taken_out(
    request: Request,
    remove: Callable[..., bool],
    words: str,
    *,
    then: Callable[[Request, User], None] = lambda request, user: None,
) -> HttpResponse:
    """Take a way in or a factor out of use where that leaves enough, else say why not; `then` before others end."""
    user = queries.user_of(request)
    try:
        if not remove(user, actor=request.actor, now=clock.now()):
            raise Http404
    except (operations.OnlyWayIn, operations.Required) as error:
        messages.error(request, str(error))
        return redirect("identity:security")
    then(request, user)
    return changed(request, user, words)


def spaced(text: str) -> str:
    """Return a key or a code in groups of four, which are easier to copy by hand."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
