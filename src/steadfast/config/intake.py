"""What a request may carry: a body that fits, in UTF-8. Asked before anything reads it.

Django reads a form while it looks for the CSRF token, so anybody may send one: it would write files of any size to the
disk, although no page takes a file, and decode by whatever charset the sender names, zlib and base64 among them.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render


def inspection(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware that answers 413 to a body that is too large and 400 to one in another charset."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return _refused(request, "413.html", 413)
        if (request.content_params or {}).get("charset", "utf-8").lower() != "utf-8":
            return _refused(request, "400.html", 400)
        return get_response(request)

    return middleware


def _refused(request: HttpRequest, page: str, status: int) -> HttpResponse:
    request.encoding = "utf-8"  # the page reads the address too
    return render(request, page, status=status)


def _length(request: HttpRequest) -> int:
    """Return the length that the request declares; without one Django reads no body at all."""
    declared = request.META.get("CONTENT_LENGTH") or "0"
    return int(declared) if declared.isascii() and declared.isdigit() else 0
