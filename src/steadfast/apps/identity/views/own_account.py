"""One's own account: another address, a password for who has none, and none for who needs none any more."""

from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.identity import operations, proof, queries
from steadfast.apps.identity.forms.own_account import AddressForm
from steadfast.apps.identity.forms.set_up import PasswordForm
from steadfast.apps.identity.models import User
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.identity.views import factors
from steadfast.apps.identity.views.sent import sent
from steadfast.foundation import clock
from steadfast.foundation.access import SIGNED_IN, Request, access


@access(SIGNED_IN)
@never_cache
@require_http_methods(["GET", "POST"])
@proof.recently_proved
def address(request: Request) -> HttpResponse:
    """Change the address that signs in; that of a client's contact is kept by the practice."""
    user = queries.user_of(request)
    if user.person.party_id != PRACTICE_ID:
        raise PermissionDenied(f"Person {user.person.pk} is a contact, whose address the practice keeps.")
    form = AddressForm(sent(request))
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            changed = operations.change_address(user, email, actor=request.actor, now=clock.now())
        except operations.AddressTaken as taken:
            form.add_error("email", str(taken))
        else:
            words = _("You sign in with %(email)s from now on.") if changed else _("%(email)s is your address already.")
            return factors.changed(request, user, words % {"email": email})
    shown = {"form": form, "person": user.person}
    return render(request, "identity/address.html", shown, status=422 if form.is_bound else 200)


@access(SIGNED_IN)
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@proof.recently_proved
def new_password(request: Request) -> HttpResponse:
    """Choose a password besides a passkey or a provider."""
    user = queries.user_of(request)
    if user.has_usable_password():
        return redirect("account_change_password")
    if not queries.ways_of(user).any:  # an account of the demo
        raise Http404
    form = PasswordForm(sent(request), email=user.email)
    if form.is_valid():
        try:
            codes = operations.add_password(user, form.cleaned_data["password"], actor=request.actor, now=clock.now())
        except operations.NoPasswords as error:
            form.add_error(None, str(error))
        else:
            _stay(request, user)
            return factors.changed(request, user, _("You can sign in by this password."), codes)
    shown = {"form": form, "email": user.email}
    return render(request, "identity/new_password.html", shown, status=422 if form.is_bound else 200)


@access(SIGNED_IN)
@require_POST
@proof.recently_proved
def password_off(request: Request) -> HttpResponse:
    """Take the password away where something else lets in."""
    words = _("The password opens nothing here any more.")
    return factors.taken_out(request, operations.remove_password, words, then=_stay)


def _stay(request: Request, user: User) -> None:
    """Keep this session, under a new key: Django ends those that another password opened."""
    update_session_auth_hash(request, user)
    operations.note_session(request)
