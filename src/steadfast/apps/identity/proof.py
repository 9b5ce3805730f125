"""What a session remembers of its person: when it began, was last seen, and when they last proved who they are.

    @access("people.manage")
    @recently_proved            asks for the password or a passkey again where the last proof is older than RECENT
    def roles(request, …)

Nothing typed is lost by it: a page is asked for before it is shown, and after a form the reader comes back to its page.
An account that has no way to prove anything, as on the demo, is not asked.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from steadfast.apps.identity.models import User
from steadfast.apps.identity.queries.factors import ways_of
from steadfast.foundation import clock

BEGAN, SEEN, PROVED, OWES = "began", "seen", "proved", "owes_second_factor"
RECENT = timedelta(minutes=15)
View = Callable[..., HttpResponse]


def begin(session: SessionBase, *, owes: bool, now: datetime) -> None:
    """Mark a session that somebody has just signed in to; `owes`: they must set up a second factor before anything."""
    instant = now.timestamp()
    session.update({BEGAN: instant, SEEN: instant, PROVED: instant})
    if owes:
        session[OWES] = True


def prove(session: SessionBase, *, now: datetime) -> None:
    """Mark that the person has just proved who they are."""
    session[PROVED] = now.timestamp()


def is_over(session: SessionBase, *, now: datetime) -> bool:
    """Tell whether a session has lasted as long as any may, however much it is in use."""
    return now.timestamp() - float(session.get(BEGAN, 0)) > float(settings.SESSION_LONGEST)


def is_recent(session: SessionBase, *, now: datetime) -> bool:
    """Tell whether the last proof is younger than RECENT."""
    return now.timestamp() - float(session.get(PROVED, 0)) < RECENT.total_seconds()


def recently_proved(view: View) -> View:
    """Ask for a proof before a view that gives power away or makes a way in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_recent(request.session, now=clock.now()) or not _can_prove(request):
            return view(request, *args, **kwargs)
        return confirm_first(request)

    return guarded


def confirm_first(request: HttpRequest) -> HttpResponse:
    """Send the reader to prove who they are, and back to the page that they were on."""
    to = request.get_full_path()
    if request.method != "GET":
        messages.info(request, _("Show that it is you, then press it again."))
        to = came_from(request)
    url = f"{reverse('identity:confirm')}?{urlencode({'next': to})}"
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else HttpResponseRedirect(url)


def came_from(request: HttpRequest) -> str:
    """Return the path of our page on which a form stood; without one, that of how one signs in."""
    parts = urlsplit(request.headers.get("Referer", ""))
    ours = parts.netloc == request.get_host() and parts.path.startswith("/")
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return path if ours else reverse("identity:security")


def safe_next(request: HttpRequest, otherwise: str = "/") -> str:
    """Return the page of ours that `next` names, never another house."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    good = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if good and wanted.startswith("/") else otherwise  # Django takes "me" for the name of a view


def _can_prove(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and ways_of(request.user).any
