"""How an account gets in: allauth's flow with our words, no open sign-up, and one answer to every wrong attempt.

An unknown address, a wrong password and a closed account get the same sentence after the same work, so that nobody
learns from outside who has an account.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity import limits, queries, signals
from steadfast.apps.identity.models import User

WRONG = _("This e-mail address and this password do not belong together.")
CLOSED = _("This passkey opens nothing here.")
WORDS = {"account/messages/password_changed.txt": _("Your password is changed. Other browsers are signed out.")}
COUNTED = {"too_many_login_attempts", "rate_limited"}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's choices, narrowed."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "enter_current_password": _("This is not your present password."),
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Return the error in words; too many attempts name when to try again."""
        if code not in COUNTED:
            error: ValidationError = super().validation_error(code, *args)
            return error
        key = getattr(self.request, "attempted", None)
        return ValidationError(limits.sentence(limits.seconds_left(self.request, "login_failed", key=key)), code=code)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """Ours asks for a recent proof before dangerous acts, see proof.py."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **_: Any) -> HttpResponse | None:
        """Turn away who may no longer come in; allauth asks only whether the account is closed, and says so."""
        if Backend().user_can_authenticate(user):
            return None
        messages.error(request, CLOSED)
        return redirect("account_login")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        signals.refused.send(sender=User, request=request, email=credentials.get("email", ""), how="password")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_: Any, **__: Any
    ) -> None:
        """Say only what the page that follows does not show by itself."""
        words = WORDS.get(message_template or "")
        if words:
            messages.add_message(request, level, words)

    def send_notification_mail(self, *_: Any, **__: Any) -> None:
        """Send none: what changed is an event, and the person's own page shows it."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong attempts by address alone; allauth adds the Host, whose port the sender may choose anew."""
        key = str(credentials.get("email", "")).lower()
        request.attempted = key  # type: ignore[attr-defined]  # for the message that says when to try again
        return key

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/me/security/"


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Loads the account with its person and roles in one query; lets in neither leavers nor closed accounts."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        self.unstash_authenticated_user()  # allauth would send a closed account to a page that says that it exists
        return user

    def get_user(self, user_id: int) -> User | None:
        user = queries.account(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: User) -> bool:
        person = getattr(user, "person", None)
        return user.is_active and person is not None and person.left_at is None
