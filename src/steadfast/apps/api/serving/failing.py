"""What goes wrong in an operation, as the problem that a program is told."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as BadFields

from steadfast.apps.api.operations.answering_once import OtherRequest
from steadfast.apps.api.problems import problem
from steadfast.apps.api.serving.bearer import Refusal
from steadfast.apps.commitments.operations import Stale
from steadfast.apps.commitments.queries.filters import BadFilter
from steadfast.apps.desk.operations import Changed, bulk
from steadfast.apps.reporting.queries.months import BadSelection
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import seen
from steadfast.foundation.files.store import NoRoom

CHANGED = "Somebody changed it meanwhile. Read it again, then send the ETag that you get."


def register(api: NinjaAPI) -> None:
    """Have the API answer problems."""
    told: Mapping[type[Exception], Any] = {
        Refusal: lambda _, error: error.answer,
        BadFields: _fields,
        ValidationError: _values,
        Refused: lambda _, error: problem(422, str(error)),
        BadFilter: lambda _, error: problem(422, str(error)),
        BadSelection: lambda _, error: problem(422, str(error)),
        Changed: lambda _, error: problem(412, CHANGED),
        Stale: lambda _, error: problem(412, CHANGED),
        seen.Stale: lambda _, error: problem(412, CHANGED),
        OtherRequest: lambda _, error: problem(422, "This Idempotency-Key was used for another request."),
        bulk.NotNow: lambda _, error: problem(409, str(error)),
        bulk.NothingChosen: lambda *_: problem(422, "No ticket in sight was chosen."),
        NoRoom: lambda _, error: problem(503, f"The files could not be stored: {error}. Nothing was written."),
        Http404: lambda _, error: problem(404),
        PermissionDenied: lambda _, error: problem(403, str(error)),
        HttpError: _http,
    }
    for kind, handler in told.items():
        api.add_exception_handler(kind, handler)


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    detail = "The body is no JSON." if error.status_code == 400 else str(error)
    return problem(error.status_code, detail)


def _fields(request: HttpRequest, error: BadFields) -> HttpResponse:
    """Name what of the address or of the body could not be read; "body.typed.title" is the field "title"."""
    wrong = [{"field": _name(one["loc"]), "message": str(one["msg"])} for one in error.errors]
    return problem(422, "Some fields are wrong.", errors=wrong)


def _name(place: Any) -> str:
    parts = [str(part) for part in place]
    return ".".join(parts[2:] if parts[:1] == ["body"] else parts[1:]) or ".".join(parts)


def _values(request: HttpRequest, error: ValidationError) -> HttpResponse:
    if not hasattr(error, "error_dict"):
        return problem(422, " ".join(error.messages))
    wrong = [{"field": name, "message": words} for name, said in error.message_dict.items() for words in said]
    return problem(422, "Some fields are wrong.", errors=wrong)
