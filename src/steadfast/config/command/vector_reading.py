"""Reads a file of the `sla-vectors/1` format; whatever is not of that shape is refused by vector and field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FORMAT = "sla-vectors/1"


class BadVector(Exception):
    """The file cannot be read as vectors; `field` says where ("d012.start"), `message` what and why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class Part:
    """An object of the file that knows where it stands, read field by field."""

    where: str
    body: Mapping[str, Any]

    def need(self, name: str, *kinds: type) -> Any:
        """The field, present and of one of the kinds (a bool is no int)."""
        if name not in self.body:
            raise BadVector(f"{self.where}.{name}", "is missing")
        return of_kind(self.body[name], f"{self.where}.{name}", *kinds)

    def maybe(self, name: str, default: Any, *kinds: type) -> Any:
        return self.need(name, *kinds) if name in self.body else default

    def instant(self, name: str) -> datetime:
        return read_instant(self.need(name, str), f"{self.where}.{name}")


@dataclass(frozen=True, slots=True)
class Vector:
    """One fact: what is asked and what the answer should be."""

    id: str
    op: str
    calendar: str
    inputs: Part
    expect: Any

    @property
    def expects_refusal(self) -> bool:
        return isinstance(self.expect, Mapping) and "error" in self.expect


@dataclass(frozen=True, slots=True)
class VectorFile:
    """Calendars by name, as written, and the vectors in order."""

    calendars: Mapping[str, Any]
    vectors: tuple[Vector, ...]


def read_file(path: Path) -> VectorFile:
    """Raise BadVector unless the file holds calendars and vectors."""
    try:
        data = json.loads(path.read_bytes())
    except OSError as problem:
        raise BadVector("file", f"cannot be read: {problem.strerror}") from None
    except (ValueError, RecursionError) as problem:
        raise BadVector("file", f"is not JSON: {problem}") from None
    whole = Part("file", of_kind(data, "file", dict))
    if whole.maybe("format", FORMAT, str) != FORMAT:
        raise BadVector("file.format", f"{quoted(data['format'])} is not {FORMAT}")
    calendars, vectors = whole.need("calendars", dict), whole.need("vectors", list)
    return VectorFile(calendars, tuple(_vector(item, i) for i, item in enumerate(vectors)))


def read_instant(value: Any, field: str) -> datetime:
    """A UTC instant written YYYY-MM-DDTHH:MM:SSZ."""
    try:
        return datetime.strptime(of_kind(value, field, str), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise BadVector(field, f"{quoted(value)} is not an instant written YYYY-MM-DDTHH:MM:SSZ") from None


def of_kind(value: Any, field: str, *kinds: type) -> Any:
    """The value itself, when JSON gave it one of the kinds."""
    if isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool)):
        return value
    names = " or ".join(_NAMES[kind] for kind in kinds)
    raise BadVector(field, f"{quoted(value)} is not {names}")


def quoted(value: Any) -> str:
    """The value as JSON, cut to a length that a terminal bears."""
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 80 else f"{text[:77]}..."


_NAMES: dict[type, str] = {
    dict: "an object",
    list: "a list",
    str: "a text",
    int: "a whole number",
    float: "a number",
    type(None): "null",
}


def _vector(item: Any, number: int) -> Vector:
    bare = Part(f"vectors[{number}]", of_kind(item, f"vectors[{number}]", dict))
    name = bare.need("id", str)
    part = Part(name or bare.where, bare.body)
    if "expect" not in part.body:
        raise BadVector(f"{part.where}.expect", "is missing")
    return Vector(name, part.need("op", str), part.need("calendar", str), part, part.body["expect"])
