"""Small readings that the connectors share: a value deep inside, a text that fits, a date that means "none"."""

from collections.abc import Callable
from importlib import resources
from typing import Any

from steadfast.apps.imports.connectors.connector import Known, Record

type Shape = Callable[[Record, Known], Record | None]

NO_DATE = ("0001-", "1899-", "1900-", "1753-")  # how systems write that there is none


def within(record: Any, path: str) -> Any:
    """Return the value at a path of keys with dots between, or None."""
    for key in path.split("."):
        record = record.get(key) if isinstance(record, dict) else None
    return record


def first(record: Any, *paths: str) -> str:
    """Return the first text at these paths that is not empty, else ""."""
    for path in paths:
        found = within(record, path)
        if found not in (None, "", [], {}):
            return str(found).strip()
    return ""


def short(text: str, most: int) -> str:
    """Return a text on one line, cut where it is too long for ours."""
    plain = " ".join(text.replace("\x00", "").split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def date(record: Any, *paths: str) -> str:
    """Return the first date at these paths that means one; a date without an offset is UTC to the mapping."""
    for path in paths:
        found = first(record, path)
        if found and not found.startswith(NO_DATE):
            return found
    return ""


def told(is_inside: bool, is_heard: bool) -> str:
    """Return how the mapping of messages calls one: inside, or else by which side it was said."""
    return "inside" if is_inside else "heard" if is_heard else "public"


def toml(package: str, noun: str) -> str:
    """Return the mapping of a noun that lies in a connector's folder."""
    return (resources.files(package) / f"{noun}.toml").read_text(encoding="utf-8")
