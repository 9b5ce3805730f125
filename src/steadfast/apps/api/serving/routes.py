"""An operation of the API from a function of a noun: who may, what it takes and gives, and that it is done once.

    @reads(routes, "/tickets/{number:number}", "tickets.view", TicketOut)
    def ticket(request, number: int) -> Told: …
    @writes(routes, "/tickets", "tickets.open", TicketOut, status=201)
    def open_ticket(request, typed: NewTicket) -> Told: …
The permission is that of the page which does the same, and the function calls the same one operation.
"""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from ninja import Router
from ninja.errors import HttpError

from steadfast.apps.api import scopes
from steadfast.apps.api.models import Token
from steadfast.apps.api.operations import answering_once
from steadfast.apps.api.operations.answering_once import Said
from steadfast.apps.api.serving import answers
from steadfast.apps.api.serving.answers import JSON, Told
from steadfast.apps.api.serving.bearer import FORM, limits
from steadfast.foundation import clock
from steadfast.foundation.access import SIGNED_IN

Does = Callable[..., Any]


class Make(Protocol):
    """Serves a function, and leaves it as it is."""

    def __call__[F: Does](self, does: F) -> F:
        """Return the function."""


def reads(routes: Router, path: str, needs: str, gives: Any) -> Make:
    """Serve a GET."""
    return _served(routes, "GET", path, needs, gives, 200, _read)


def writes(routes: Router, path: str, needs: str, gives: Any, *, status: int = 200, method: str = "POST") -> Make:
    """Serve a write; by POST it may name an Idempotency-Key."""
    return _served(routes, method, path, needs, gives, status, _write)


def _served(routes: Router, method: str, path: str, needs: str, gives: Any, status: int, way: Any) -> Make:
    known: set[str] = set()

    def make[F: Does](does: F) -> F:
        @wraps(does)
        def guarded(request: HttpRequest, **given: Any) -> HttpResponse:
            _require(request, needs, writes=way is _write)
            _refuse_unknown(request, known)
            answer: HttpResponse = way(request, does, given)
            for name, value in limits(request.pace).items():  # type: ignore[attr-defined]
                answer[name] = value
            return answer

        extra = {"x-permission": needs, "x-scopes": scopes.of_permission(needs, writes=way is _write)}
        name = does.__name__
        routes.api_operation(
            [method], path, response={status: gives}, operation_id=name, url_name=name, openapi_extra=extra
        )(guarded)
        known.update(_asked_for(routes.path_operations[path].operations[-1]))
        return does

    return make


def _require(request: HttpRequest, needs: str, *, writes: bool) -> None:
    """Refuse what the person may not, or what the token is not for; a scope that ends in ":read" never writes."""
    held: Token = request.auth  # type: ignore[attr-defined]
    serves = scopes.writes if writes else scopes.reads
    may = request.actor.may(needs) and serves(held.held, needs)  # type: ignore[attr-defined]
    if needs != SIGNED_IN and not may:
        named = " or ".join(scopes.of_permission(needs, writes=writes))
        raise PermissionDenied(f"This needs the permission {needs}, and a token with the scope {named}.")


def _asked_for(operation: Any) -> set[str]:
    """Return the names that an operation takes in its query."""
    of_query = [model for model in operation.models if model.__ninja_param_source__ == "query"]
    return {name for model in of_query for name in model.__ninja_flatten_map__}


def _refuse_unknown(request: HttpRequest, known: set[str]) -> None:
    """Refuse a filter that is none: a mistyped one that is passed over would answer everything."""
    if unknown := sorted(set(request.GET) - known):
        raise ValidationError({name: "There is no such filter." for name in unknown})


def _read(request: HttpRequest, does: Does, given: dict[str, Any]) -> HttpResponse:
    found = does(request, **given)
    return found if isinstance(found, HttpResponseBase) else answers.response(found, request)  # type: ignore[return-value]


def _write(request: HttpRequest, does: Does, given: dict[str, Any]) -> HttpResponse:
    key, match = request.headers.get("Idempotency-Key", ""), request.headers.get("If-Match", "")
    if not answers.is_plain(match):
        raise HttpError(400, "If-Match names the ETag that was read.")
    if request.method != "POST" or not key:
        return answers.response(does(request, **given), request)
    if not answers.is_plain(key):
        raise HttpError(400, f"An Idempotency-Key is 1 to {answers.LONGEST} printable characters of ASCII.")
    token: Token = request.auth  # type: ignore[attr-defined]
    said = answering_once.once(token, key, _asked(request), lambda: _said(does(request, **given)), now=clock.now())
    answer = HttpResponse(said.body, status=said.status, content_type=JSON)
    for name, value in said.headers.items():
        answer[name] = value
    if said.is_again:
        answer["Idempotent-Replayed"] = "true"
    return answer


def _said(told: Told) -> Said:
    return Said(told.status, answers.headers(told), answers.text(told.body))


def _asked(request: HttpRequest) -> str:
    parts = [str(request.method).encode(), request.get_full_path().encode(), _body(request)]
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def _body(request: HttpRequest) -> bytes:
    """Return the body; of a form with files what is typed and the digest of each, since they lie on the disk."""
    if request.content_type != FORM:
        return request.body
    files = [(name, file.name, _digest(file)) for name, given in request.FILES.lists() for file in given]
    return json.dumps([sorted(request.POST.lists()), files]).encode()


def _digest(file: Any) -> str:
    return file.arrived.digest if file.arrived else str(file.fault)
