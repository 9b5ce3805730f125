"""An answer as a noun gives it, and as it goes out: JSON, with its ETag, and its place where something was made."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError

from steadfast.apps.identity import looks
from steadfast.foundation import clock
from steadfast.foundation.seen import written

JSON = "application/json"
LONGEST = 255  # characters of a header that a program sends


@dataclass(frozen=True, slots=True)
class Told:
    """`body` is what JSON can say; `tag` the version of the thing; `place` the address of what was made."""

    body: Any
    status: int = 200
    tag: str = ""
    place: str = ""


def text(body: Any) -> str:
    """Return a body as JSON."""
    return json.dumps(body, default=plain, ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> str:
    """Return what JSON has no word for: an instant as RFC 3339 in UTC, a day as ISO 8601."""
    if isinstance(value, datetime):
        return instant(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def instant(value: datetime) -> str:
    """Return an instant as RFC 3339 in UTC."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def response(told: Told, request: HttpRequest) -> HttpResponse:
    """Return the answer; 304 where the reader has this version."""
    if told.tag and request.method == "GET" and told.tag in _tags(request.headers.get("If-None-Match", "")):
        answer = HttpResponse(status=304)
    elif told.status == 204:
        answer = HttpResponse(status=204)
    else:
        answer = HttpResponse(text(told.body), status=told.status, content_type=JSON)
    for name, value in headers(told).items():
        answer[name] = value
    return answer


def headers(told: Told) -> dict[str, str]:
    """Return what an answer says of itself."""
    found = {"ETag": told.tag, "Location": told.place}
    return {name: value for name, value in found.items() if value}


def saw(request: Any, kind: str, number: int = 0) -> None:
    """Note in the audit book that whoever's token it is looks at a thing, as pages do."""
    looks.note(request.actor.person_id or 0, kind, number, now=clock.now())


def is_plain(said: str) -> bool:
    """Tell whether a header that a program sends is one that the description allows."""
    return len(said) <= LONGEST and said.isascii() and said.isprintable()


def version_tag(version: int) -> str:
    """Return the ETag of a row that counts its versions."""
    return f'"{version}"'


def values_tag(present: Mapping[str, Any]) -> str:
    """Return the ETag of a row that has no count: a digest of its values."""
    return f'"{hashlib.sha256(written(present).encode()).hexdigest()[:32]}"'


def version_seen(request: HttpRequest, *, must: bool = False) -> int | None:
    """Return the version that If-Match names, None for none or any; 428 where it `must` be there."""
    found = _condition(request, must=must)
    if found is None:
        return None
    numbers = [int(tag.strip('"')) for tag in found if tag.strip('"').isdecimal() and len(tag) < 14]
    return numbers[0] if numbers else -1  # a version that no row has


def values_seen(request: HttpRequest, present: Mapping[str, Any]) -> str:
    """Return what the operation compares, as If-Match says the reader saw it; it must be there."""
    found = _condition(request, must=True)
    if found is None:
        return ""
    return written(present) if values_tag(present) in found else "other values"


def _condition(request: HttpRequest, *, must: bool) -> set[str] | None:
    said = request.headers.get("If-Match", "").strip()
    if not said and must:
        raise HttpError(428, "Say in If-Match which version you change: the ETag that you read.")
    return None if said in {"", "*"} else _tags(said)


def _tags(said: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in said.split(",")}
