"""Refuses a body that is too large before anything reads it.

Django reads a form while it looks for the CSRF token, so anybody may send one. How large it may be says the view
(@takes_files), and only to who has signed in; everywhere else it holds typed text. A view that `asks_itself` who
comes, by a token, does so before it reads anything.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from steadfast.foundation import raw_body

View = Callable[..., HttpResponseBase]
GIGABYTE = 1_000_000_000


def inspection(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware that answers 413 to a body that is too large."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    middleware.process_view = _inspect  # type: ignore[attr-defined]  # before that of the CSRF check, which reads
    return middleware


def _inspect(request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
    """Refuse a body that the view does not take; tell the upload handler how large a file may be."""
    if refused := raw_body.refusal(request, view):
        return refused
    actor = getattr(request, "actor", None)
    largest = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if getattr(view, "asks_itself", False) or (actor is not None and actor.signed_in):
        largest = getattr(view, "largest_body", largest)
        request.largest_file = getattr(view, "largest_file", largest)  # type: ignore[attr-defined]
    if _length(request) > largest:
        whole = getattr(request, "largest_file", 0) // GIGABYTE  # a page that takes one large file says how large
        return render(request, "413.html", {"gigabytes": whole}, status=413)
    return None


def _length(request: HttpRequest) -> int:
    """Return the length that the request declares; without one Django reads no body at all."""
    declared = request.META.get("CONTENT_LENGTH") or "0"
    return int(declared) if declared.isascii() and declared.isdigit() else 0
