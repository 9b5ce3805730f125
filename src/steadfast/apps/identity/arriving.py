"""What happens as somebody signs in by any door, and with each request of theirs afterwards.

At the door: the session is marked and noted, and whoever must have a second factor and has none owes it from then on.
Afterwards: a session ends when it has lasted long enough; one that owes a factor opens no other page; and every five
minutes it is noted as seen, which also moves the end of an idle one.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from steadfast.apps.identity import operations, proof, queries, signals
from steadfast.apps.identity.models import User
from steadfast.domain.language import known
from steadfast.foundation import clock

EVERY = 300  # seconds between two notes that a session is in use
OPEN = ("/me/security/", "/me/confirm/", "/sign-out/", "/sign-in/", settings.STATIC_URL)
VOUCHED = {"passkey", "provider"}  # these are two factors by themselves


def at_the_door(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    """Receive Django's user_logged_in, which every door sends."""
    how = how_they_came(request, user)
    owes = not VOUCHED & set(how) and queries.lacks_second_factor(user)
    proof.begin(request.session, owes=owes, now=clock.now())
    if hasattr(request, "user"):
        operations.note_session(request)
    signals.signed_in.send(sender=User, request=request, user=user, how=" and ".join(how))


def how_they_came(request: HttpRequest, user: User) -> list[str]:
    """Return by what they signed in, such as ["password", "app"]; a door without a proof of its own names itself."""
    names = [_named(record) for record in get_authentication_records(request, user)]
    return names or [getattr(request, "door", known("one click"))]


def _named(record: dict[str, Any]) -> str:
    kinds = {"totp": known("app"), "recovery_codes": known("recovery code"), "webauthn": known("passkey")}
    return kinds.get(str(record.get("type")), str(record.get("method")))


def watch(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware; it reads the session alone, which a signed-in request loads anyway."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        session = request.session
        if SESSION_KEY in session:
            now = clock.now()
            if proof.is_over(session, now=now):
                logout(request)
            elif session.get(proof.OWES) and not request.path.startswith(OPEN):
                return _send(request, reverse("identity:security"))
            elif now.timestamp() - session.get(proof.SEEN, 0) > EVERY:
                session[proof.SEEN] = now.timestamp()
                operations.see_session(session.session_key or "", now=now)
        return get_response(request)

    return middleware


def _send(request: HttpRequest, url: str) -> HttpResponseBase:
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else HttpResponseRedirect(url)
