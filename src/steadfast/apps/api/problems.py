"""Every error under /api/ is a problem as RFC 9457 says, whoever made it: our nouns, Django, or a middleware.

`watch` stands outside all that answers, so that a page of HTML (a 404 of the router, a 413, a 500) never leaks there.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

ROOT = "/api/"
MEDIA_TYPE = "application/problem+json"
TYPES = "/api/v1/#"  # each kind is explained there
DETAILS: Mapping[int, str] = {
    400: "The request could not be read.",
    401: "Show a token: Authorization: Bearer sf_…",
    403: "That is in sight, but not permitted.",
    404: "There is no such thing, or it is out of sight.",
    405: "This address does not know the method.",
    413: "The body is too large.",
    415: "Send application/json.",
    429: "Too many requests; Retry-After says when to go on.",
    500: "The server failed. Nothing of this request was kept; it may be sent again.",
    503: "The server is closed for a moment; it may be sent again.",
}
KINDS: Mapping[int, str] = {
    400: "unreadable",
    401: "token",
    403: "permission",
    404: "not-found",
    405: "method",
    409: "conflict",
    412: "changed",
    413: "too-large",
    415: "media-type",
    422: "refused",
    428: "version-wanted",
    429: "too-many",
    500: "server",
    503: "closed",
}
KEPT = ("Allow", "WWW-Authenticate", "Retry-After", "RateLimit", "RateLimit-Policy", "Content-Language")
NONE: Mapping[str, str] = MappingProxyType({})
Errors = Sequence[Mapping[str, Any]]


def problem(status: int, detail: str = "", *, errors: Errors = (), headers: Mapping[str, str] = NONE) -> HttpResponse:
    """Return a problem; `errors` name the fields that are wrong, as {field, message}."""
    said: dict[str, Any] = {
        "type": TYPES + KINDS.get(status, "error"),
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or DETAILS.get(status, HTTPStatus(status).phrase),
    }
    if errors:
        said["errors"] = list(errors)
    answer = HttpResponse(json.dumps(said, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    for name, value in headers.items():
        answer[name] = value
    return answer


def watch(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        answer = get_response(request)
        if not request.path.startswith(ROOT):
            return answer
        if answer.status_code >= HTTPStatus.BAD_REQUEST and answer.get("Content-Type") != MEDIA_TYPE:
            told = problem(answer.status_code)
            for name in KEPT:
                if answer.has_header(name):
                    told[name] = answer[name]
            answer = told
        if not answer.has_header("Cache-Control"):
            answer["Cache-Control"] = "private, no-store"
        return answer

    return middleware
