"""The door of the portal: a link by mail, which signs in once and only by a press on a page.

Whoever asks gets the same answer, be the address known or not; a mail scanner that opens the link uses nothing up.
"""

from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from steadfast.apps.identity import limits
from steadfast.apps.identity import queries as identity
from steadfast.apps.portal import operations
from steadfast.apps.portal.forms.ways_in import AskForm, NextForm
from steadfast.apps.portal.queries import ways_in
from steadfast.foundation import clock
from steadfast.foundation.access import PUBLIC, Request, access

LIMIT = "portal_link"


@access(PUBLIC)
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: Request) -> HttpResponse:
    """Take an address and send its contact a link, if there is one."""
    if request.actor.signed_in:
        return redirect("/")
    form = AskForm(request.POST if request.method == "POST" else None)
    sends, after = operations.can_send(), _after(request)
    if form.is_valid() and sends:
        email = form.cleaned_data["email"].lower()
        if not limits.spend(request, LIMIT, key=email):
            return limits.too_many(request, LIMIT, key=email)
        place = request.build_absolute_uri(reverse("portal:enter", args=["x"])).removesuffix("x/")
        place += f"?{urlencode({'next': after})}" if after else ""
        operations.send_later(email, place, translation.get_language())
        return render(request, "portal/sent.html", {"email": form.cleaned_data["email"], "practice": _practice()})
    status = 422 if form.is_bound else 200
    context = {"form": form, "sends": sends, "next": after, "practice": _practice()}
    return render(request, "portal/ask.html", context, status=status)


@access(PUBLIC)
@never_cache
@require_http_methods(["GET", "POST"])
@limits.by_address("links")
def enter(request: Request, token: str) -> HttpResponse:
    """Show whom the link signs in; the press signs in, after a second factor where they have one."""
    now = clock.now()
    link = ways_in.good_link(token, now=now)
    if link is None:
        return _dead(request)
    if request.method == "GET":
        told = {"person": link.person, "token": token, "next": _after(request), "practice": _practice()}
        return render(request, "portal/enter.html", told)
    try:
        user = operations.enter(token, now=now)
    except operations.DeadLink:  # pressed twice
        return _dead(request)
    record_authentication(request, user, "link")
    answer: HttpResponse = perform_login(
        request, Login(user=user, redirect_url=_after(request) or reverse("portal:home"))
    )
    return answer


def _dead(request: Request) -> HttpResponse:
    """Answer 404 with what to do now, the same for used, replaced, old and invented links."""
    return render(request, "portal/dead.html", {"practice": _practice()}, status=404)


def _after(request: Request) -> str:
    """Return where the reader wanted to go, "" where that is not an address of ours."""
    given = request.POST if request.method == "POST" else request.GET
    return NextForm(given).safe(request.get_host(), secure=request.is_secure())


def _practice() -> str:
    """Return whose portal it is; before the practice is set up nobody's."""
    try:
        return str(identity.practice())
    except identity.NotSetUp:
        return ""
