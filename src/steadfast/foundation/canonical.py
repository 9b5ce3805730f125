"""Canonical text of an event and its digests, so that anyone can recompute a chain with a JSON library and SHA-256.

Sorted keys, no spaces, UTF-8, no floats, instants as UTC strings ending in "Z". Pure; docs/algorithms/chain.md.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

VERSION = 1
START = bytes(32)  # what the first event of a chain is hashed onto
INTEGER_LIMIT = 2**63
ATOMS = frozenset({str, bool, type(None)})  # taken as they are

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


class NotCanonical(ValueError):
    """A value has no canonical text; the message names where it lies."""


def instant(at: datetime) -> str:
    """Return an aware instant as "2026-03-02T09:00:00Z", with six decimals where it has a fraction."""
    if at.tzinfo is not UTC:
        if at.tzinfo is None:
            raise NotCanonical(f"instant {at.isoformat()} has no zone")
        at = at.astimezone(UTC)
    return at.isoformat()[:-6] + "Z"


def text(value: Mapping[str, Any]) -> str:
    """Return the canonical text of a mapping; raise NotCanonical for floats, naive instants and unknown types."""
    return _encode(_plain(value, "body"))


def envelope(
    *, actor: int | None, at: datetime, commitment: int | None, kind: str, recorded_at: datetime, subject: int | None
) -> tuple[str, str]:
    """Return what stands before and after the data in a body: the columns of the event, keys in sorted order.

    The columns are written into the text that is hashed, so that altering a column is found out as well. Reading them
    back is a comparison of two strings, which keeps the verification of a chain as fast as its hashing.
    """
    before = f'{{"actor":{_number(actor)},"at":"{instant(at)}","commitment":{_number(commitment)},"data":'
    after = f',"kind":{_word(kind)},"recorded_at":"{instant(recorded_at)}","subject":{_number(subject)},"v":{VERSION}}}'
    return before, after


def digest(salt: bytes, body: str) -> bytes:
    """Return SHA-256(salt ‖ body), 32 bytes. Without the salt nobody can guess a short body from its digest."""
    try:
        return hashlib.sha256(salt + body.encode()).digest()
    except UnicodeEncodeError as error:
        raise NotCanonical("text holds half of a surrogate pair and has no UTF-8 form") from error


def link(previous: bytes, digest: bytes) -> bytes:
    """Return SHA-256(previous ‖ digest): the hash that ties an event to all before it."""
    return hashlib.sha256(previous + digest).digest()


def sealed(salt: bytes, words: str) -> dict[str, str]:
    """Return what the body says of a private text: its salted digest, never the text."""
    return {"sha256": digest(salt, words).hex()}


@lru_cache(maxsize=1024)  # the kinds of events are few
def _word(word: str) -> str:
    return _encode(word)


def _number(value: int | None) -> str:
    return "null" if value is None else str(value)


def _plain(value: Any, where: str) -> Any:
    """Return the value as JSON's own types; `where` names it in the error."""
    if type(value) in ATOMS:
        return value
    if isinstance(value, int):
        return _bounded(int(value), where)
    if isinstance(value, str):  # an enumeration member
        return str(value)
    if isinstance(value, Mapping):
        return _members(value, where)
    if isinstance(value, list | tuple):
        return [_plain(item, f"{where}[{index}]") for index, item in enumerate(value)]
    return _time(value, where)


def _members(mapping: Mapping[Any, Any], where: str) -> dict[str, Any]:
    plain = {}
    for key, item in mapping.items():
        if not isinstance(key, str):
            raise NotCanonical(f"{where}: key {key!r} is not text")
        plain[key] = item if type(item) in ATOMS else _plain(item, f"{where}.{key}")
    return plain


def _time(value: Any, where: str) -> str:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    raise NotCanonical(f"{where}: {type(value).__name__} {value!r} has no canonical text")


def _bounded(value: int, where: str) -> int:
    if not -INTEGER_LIMIT <= value < INTEGER_LIMIT:
        raise NotCanonical(f"{where}: {value} does not fit 64 bits")
    return value
