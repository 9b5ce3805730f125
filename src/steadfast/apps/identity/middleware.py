"""Puts `request.actor` on every request: the person behind the session, or ANONYMOUS.

One query beside the session's own: the account, its person and their roles come together, see sign_in.Backend.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from steadfast.apps.identity.queries.actors import actor_of_user


def actor(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.actor = actor_of_user(request.user)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
