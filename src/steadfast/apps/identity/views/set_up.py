"""The two pages behind one-time links: found the practice, or choose a password after an invitation."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.forms import PasswordForm, SetUpForm
from steadfast.apps.identity.models import User
from steadfast.apps.identity.views.sent import sent
from steadfast.foundation import clock
from steadfast.foundation.access import PUBLIC, Request, access

BACKEND = "steadfast.apps.identity.sign_in.Backend"


@access(PUBLIC)
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def set_up(request: Request, token: str) -> HttpResponse:
    """Found the practice."""
    now = clock.now()
    link = queries.good_link(token, now=now)
    if link is None or link.person is not None:
        return dead_link(request)
    form = SetUpForm(sent(request))
    if not form.is_valid():
        return render(request, "identity/set_up.html", {"form": form}, status=422 if form.is_bound else 200)
    answers = dict(form.cleaned_data)
    password = answers.pop("password")
    try:
        user = operations.set_up(token, operations.Founding(**answers), password, now=now)
    except operations.LinkNotGood:  # somebody else was faster
        return dead_link(request)
    messages.success(request, f"{answers['practice']} is set up. Next: your members and a team, here, then a client.")
    return enter(request, user, "identity:people")


@access(PUBLIC)
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def welcome(request: Request, token: str) -> HttpResponse:
    """Choose a password after an invitation."""
    now = clock.now()
    link = queries.good_link(token, now=now)
    if link is None or link.person is None:
        return dead_link(request)
    form = PasswordForm(sent(request), email=link.person.email)
    if not form.is_valid():
        shown = {"form": form, "person": link.person, "practice": queries.practice()}
        return render(request, "identity/welcome.html", shown, status=422 if form.is_bound else 200)
    try:
        user = operations.accept_invitation(token, form.cleaned_data["password"], now=now)
    except operations.LinkNotGood:
        return dead_link(request)
    return enter(request, user)


def enter(request: Request, user: User, to: str = "/") -> HttpResponse:
    """Sign the account in with a new session and go to Today, or to the page of that name."""
    login(request, user, backend=BACKEND)
    return redirect(to)


def dead_link(request: Request) -> HttpResponse:
    """Answer 404 with what to do now, the same for used, replaced, old and invented links."""
    try:
        practice = queries.practice()
    except queries.NotSetUp:
        practice = None
    return render(request, "identity/dead_link.html", {"practice": practice}, status=404)
