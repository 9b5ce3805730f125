"""Refuses U+0000 in whatever a request says, here and nowhere else: no text has it, and PostgreSQL stores none.

Files are read as bytes by their own readers; of them only the name is looked at. A cookie that holds it is none of
ours and is forgotten, before anything asks the database for its session.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.http.request import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

NUL = "\0"
JSON = "application/json"


def inspection(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware that answers 400 to a request that holds U+0000."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        for name in [name for name, value in request.COOKIES.items() if NUL in value]:
            del request.COOKIES[name]
        return get_response(request)

    middleware.process_view = _inspect  # type: ignore[attr-defined]
    return middleware


def _inspect(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
    """Refuse before the view, after its size was looked at: the body is read here first, but where it is kept raw."""
    if getattr(view, "raw_body", 0):
        return None
    try:
        found = any(NUL in text for text in _texts(request)) or _in_json(request)
    except UnreadablePostError:  # whoever sent it is gone; the check of the token tells
        return None
    if not found:
        return None
    reason = _("it holds a character that no text has (U+0000)")
    return render(request, "400.html", {"reason": reason}, status=400)


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    yield from _pairs(request.GET)
    yield from _pairs(request.POST)
    for name, files in request.FILES.lists():
        yield name
        yield from (file.name or "" for file in files)


def _pairs(said: QueryDict) -> Iterator[str]:
    for name, values in said.lists():
        yield name
        yield from values


def _in_json(request: HttpRequest) -> bool:
    return request.content_type == JSON and (b"\\u0000" in request.body or b"\0" in request.body)
