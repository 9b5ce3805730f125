"""OpenAPI 3.1 of what is served. Every operation says all that it may answer: its own, and the problems of any."""

from functools import cache
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from pydantic.json_schema import models_json_schema

from steadfast.apps.api.problems import DETAILS, MEDIA_TYPE
from steadfast.apps.api.serving.answers import LONGEST
from steadfast.apps.api.serving.shapes import Problem

MORE = {
    409: "It is not the time for it: it was done before, or is over.",
    412: "Somebody changed it since the version that If-Match names.",
    422: "It was understood and refused; `detail` says why and `errors` name fields.",
    428: "A change needs If-Match.",
}
READING = (400, 401, 403, 404, 405, 413, 422, 429, 500, 503)
WRITING = (*READING, 409, 412, 415, 428)
PLAIN = {"type": "string", "maxLength": LONGEST, "pattern": "^[ -~]*$"}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "1 to 255 printable characters; the same request with it is answered again and done once, for 24 h",
    "schema": PLAIN,
}
MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "the ETag that was read; what was changed meanwhile is refused (412)",
    "schema": PLAIN,
}


@cache
def of(api: NinjaAPI) -> dict[str, Any]:
    """Return the whole document."""
    found: dict[str, Any] = dict(OpenAPISchema(api, "api/v1/"))
    _, extra = models_json_schema([(Problem, "serialization")], ref_template="#/components/schemas/{model}")
    components = found["components"]
    components["schemas"] |= extra["$defs"]
    components["responses"] = {f"Problem{status}": _problem(status) for status in WRITING}
    for operations in found["paths"].values():
        for method, operation in operations.items():
            _complete(method, operation)
    return found


def _complete(method: str, operation: dict[str, Any]) -> None:
    """Give an operation its problems, and a write its two headers."""
    for status in READING if method == "get" else WRITING:
        reference = {"$ref": f"#/components/responses/Problem{status}"}
        operation["responses"].setdefault(str(status), reference)
    if method == "get":
        operation["responses"].setdefault("304", {"description": "It is still what If-None-Match names."})
    else:
        operation.setdefault("parameters", []).extend([KEY, MATCH] if method == "post" else [MATCH])
    for status, answer in list(operation["responses"].items()):
        if operation["operationId"] == "get_file_content" and str(status) == "200":
            binary = {"schema": {"type": "string", "format": "binary"}}
            answer["content"] = {"application/octet-stream": binary}


def _problem(status: int) -> dict[str, Any]:
    said = MORE.get(status) or DETAILS[status]
    return {"description": said, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
