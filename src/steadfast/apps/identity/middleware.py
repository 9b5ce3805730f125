"""Puts `request.actor` on every request: the person behind the session, or ANONYMOUS.

One query beside the session's own: the account, its person and their roles come together, see sign_in.Backend.
The page is said in the language that they chose, else in the one that their browser asks for.
What somebody was shown is kept by no cache: on a shared computer the next person must not step back to it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from steadfast.apps.identity import beside
from steadfast.apps.identity.queries.actors import actor_of_user
from steadfast.foundation import languages


def actor(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        acting = actor_of_user(request.user)
        request.actor = acting  # type: ignore[attr-defined]
        request.beside = beside.of(request.user)  # type: ignore[attr-defined]
        request.practice_name = getattr(request.user, "practice_name", "")  # type: ignore[attr-defined]
        with languages.spoken_to(request, acting.language) as mark:
            answer = get_response(request)
        mark(answer)
        if acting.signed_in and not answer.has_header("Cache-Control"):
            answer["Cache-Control"] = "private, no-store"
        return answer

    return middleware
