"""How an account gets in: allauth's flow with our words, no open sign-up, and one answer to every wrong attempt.

An unknown address, a wrong password and a closed account get the same sentence after the same work, so that nobody
learns from outside who has an account.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib import messages
from django.http import HttpRequest

from steadfast.apps.identity import queries
from steadfast.apps.identity.models import User

WRONG = "This e-mail address and this password do not belong together."
WORDS = {"account/messages/password_changed.txt": "Your password is changed. Other browsers are signed out."}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's choices, narrowed."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "enter_current_password": "This is not your present password.",
        "too_many_login_attempts": "Too many attempts. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_: Any, **__: Any
    ) -> None:
        """Say only what the page that follows does not show by itself."""
        words = WORDS.get(message_template or "")
        if words:
            messages.add_message(request, level, words)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong attempts by address alone; allauth adds the Host, whose port the sender may choose anew."""
        return str(credentials.get("email", "")).lower()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/me/"


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
