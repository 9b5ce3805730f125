"""The two pages behind one-time links: found the practice, or choose after an invitation how one signs in."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.identity import limits, operations, queries
from steadfast.apps.identity.forms import PasswordForm, SetUpForm
from steadfast.apps.identity.forms.factors import NOT_DONE, PasskeyForm
from steadfast.apps.identity.models import User
from steadfast.apps.identity.views import passkey_options
from steadfast.apps.identity.views.passkeys import passkey_name
from steadfast.apps.identity.views.sent import sent
from steadfast.domain.language import known
from steadfast.foundation import clock
from steadfast.foundation.access import PUBLIC, Request, access

BACKEND = "steadfast.apps.identity.sign_in.Backend"


@access(PUBLIC)
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@limits.by_address("links")
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
    messages.success(request, _("%(practice)s is set up.") % {"practice": answers["practice"]})
    return enter(request, user, "identity:first_hour")


@access(PUBLIC)
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@limits.by_address("links")
def welcome(request: Request, token: str) -> HttpResponse:
    """Choose a password after an invitation; the page offers a passkey, too."""
    now = clock.now()
    link = queries.good_link(token, now=now)
    if link is None or link.person is None:
        return dead_link(request)
    form = PasswordForm(sent(request), email=link.person.email)
    if form.is_valid():
        try:
            user = operations.accept_invitation(token, form.cleaned_data["password"], now=now)
        except operations.LinkNotGood:
            return dead_link(request)
        except operations.NoPasswords as error:
            form.add_error(None, str(error))
        else:
            return enter(request, user)
    shown = {
        "form": form,
        "token": token,
        "person": link.person,
        "practice": queries.practice(),
        "passwords": queries.takes_passwords(link.person),
    }
    return render(request, "identity/welcome.html", shown, status=422 if form.is_bound else 200)


@access(PUBLIC)
@never_cache
@require_POST
@limits.by_address("links")
def welcome_by_passkey(request: Request, token: str) -> HttpResponse:
    """Choose a passkey after an invitation: first its options for the script, then what the device made."""
    now = clock.now()
    link = queries.good_link(token, now=now)
    if link is None or link.person is None:
        return dead_link(request)
    user = operations.account_to_be(link.person)
    if not request.POST.get("credential"):
        return HttpResponse(passkey_options.to_create(user, anew=True), content_type="application/json")
    form = PasskeyForm(request.POST, user=user)
    if not form.is_valid():
        messages.error(request, NOT_DONE)
        return redirect("identity:welcome", token)
    try:
        user = operations.accept_by_passkey(token, passkey_name(request), form.cleaned_data["credential"], now=now)
    except operations.LinkNotGood:
        return dead_link(request)
    return enter(request, user)


def enter(request: Request, user: User, to: str = "/") -> HttpResponse:
    """Sign the account in with a new session and go to Today, or to the page of that name."""
    request.door = known("link")  # type: ignore[attr-defined]  # for whoever is told of the sign-in
    login(request, user, backend=BACKEND)
    return redirect(to)


def dead_link(request: Request) -> HttpResponse:
    """Answer 404 with what to do now, the same for used, replaced, old and invented links."""
    try:
        practice = queries.practice()
    except queries.NotSetUp:
        practice = None
    return render(request, "identity/dead_link.html", {"practice": practice}, status=404)
