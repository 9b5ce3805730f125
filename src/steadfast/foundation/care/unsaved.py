"""What a reader is told when the database takes no writes: why, that nothing was saved, and what they had typed.

A full disk, a database that is read-only, or one that is being moved. Reads go on; the worker tries again by itself.
The answer is 503, by which a proxy and a browser know that it is worth another try.
"""

import re
import sqlite3
import sys
from collections.abc import Callable

import psycopg
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults

from steadfast.foundation.care import closing

HIDDEN = re.compile(r"password|csrf|token|secret|code|^(key|seen|version|next)$", re.IGNORECASE)  # none, or not typed
SAFE = {"GET", "HEAD", "OPTIONS"}
LONGEST = 20_000  # characters of one field that the page gives back


def why(error: BaseException | None) -> str:
    """Return why the database took no write, "" where that was not the error."""
    cause = error
    while cause is not None and not isinstance(cause, sqlite3.Error | psycopg.Error):
        cause = cause.__cause__ or cause.__context__
    text = str(cause)
    if isinstance(cause, psycopg.errors.DiskFull) or "is full" in text:
        return _("The disk of the server is full.")
    if isinstance(cause, psycopg.errors.ReadOnlySqlTransaction) or "readonly database" in text:
        return _("The database is read-only at the moment.")
    if "disk I/O error" in text:
        return _("The disk of the server could not be written to.")
    if "database is locked" in text:
        return _("The database was busy with other work for too long.")
    return ""


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Answer an error: as 503 with the reason where the database took no write, else as our fault (500)."""
    error = sys.exc_info()[1]
    reason = why(error) if error else ""
    if not reason:
        return defaults.server_error(request)
    request.unsaved = reason  # type: ignore[attr-defined]  # one line in the log then, without the way through our code
    return refusal(request, reason)


def closed(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware that takes no write while the practice is moved, and none after it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        reason = "" if request.method in SAFE else closing.reason()
        return refusal(request, reason) if reason else get_response(request)

    return middleware


def refusal(request: HttpRequest, reason: str) -> HttpResponse:
    """Answer 503 with the reason and with what was typed, so that it can be kept."""
    typed = [(name, value[:LONGEST]) for name, value in request.POST.items() if _is_text(name, str(value))]
    is_inside = settings.SESSION_COOKIE_NAME in request.COOKIES  # who is not reaches neither Today nor Care
    context = {"reason": reason, "typed": typed, "wrote": request.method not in SAFE, "is_inside": is_inside}
    answer = render(request, "unsaved.html", context, status=503)
    answer["Retry-After"] = "60"
    return answer


def _is_text(name: str, value: str) -> bool:
    return bool(value.strip()) and not HIDDEN.search(name)
