"""Sign in, sign out, change the password: allauth's views on the house's pages. Its other pages are not routed."""

from typing import Any

from allauth.account import views as allauth
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from steadfast.apps.identity import operations, proof, queries
from steadfast.apps.identity.models import User
from steadfast.foundation import clock
from steadfast.foundation.access import PUBLIC, SIGNED_IN, access


class SignIn(allauth.LoginView):  # type: ignore[misc]
    """The page that everybody meets first."""

    template_name = "identity/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        wanted = self.request.POST.get("next") or self.request.GET.get("next", "")
        return {**shown, "providers": queries.doors(), "next": wanted}

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)
        return response


class ChangePassword(allauth.PasswordChangeView):  # type: ignore[misc]
    """One's own password; sessions in other browsers end with the old one."""

    template_name = "identity/password.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say so where there is no password, as on the demo; allauth would go to a page that we do not have."""
        if isinstance(request.user, User) and not request.user.has_usable_password():
            messages.info(request, gettext("This account has no password."))
            return redirect("identity:me")
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Note the session under its new key: Django has just changed it, as the password changed."""
        answer: HttpResponse = super().form_valid(form)
        user, now = queries.user_of(self.request), clock.now()
        actor = queries.actor_of_user(user)
        operations.chose_password(user, actor=actor, now=now)
        operations.note_session(self.request)
        proof.prove(self.request.session, now=now)
        key = self.request.session.session_key or ""
        operations.end_other_sessions(user, keep=key, actor=actor, now=now)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)
        return response


def leave_nothing(request: HttpRequest) -> HttpResponse:
    """Sign out, and have the browser forget the drafts that it keeps for this tab: the next person sits down there."""
    answer: HttpResponse = allauth.logout(request)
    answer["Clear-Site-Data"] = '"storage"'
    return answer


sign_in = access(PUBLIC)(SignIn.as_view())
sign_out = access(PUBLIC)(require_POST(leave_nothing))
password = access(SIGNED_IN)(ChangePassword.as_view())
