"""Refuses a body that is too large before anything reads it.

Django reads a form while it looks for the CSRF token, so anybody may send one; it would write files of any size to the
disk, although no page takes a file.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render


def inspection(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware that answers 413 to a body that is too large."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return render(request, "413.html", status=413)
        return get_response(request)

    return middleware


def _length(request: HttpRequest) -> int:
    """Return the length that the request declares; without one Django reads no body at all."""
    declared = request.META.get("CONTENT_LENGTH") or "0"
    return int(declared) if declared.isascii() and declared.isdigit() else 0
