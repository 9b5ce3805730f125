"""The kinds of subjects that apps register: how a number is said and which page shows it. Pure data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    name: str
    prefix: str  # "T" makes "T-1042"
    url_name: str  # reversed with the number as its only argument


_kinds: dict[str, Kind] = {}


def register(kind: str, prefix: str, url_name: str) -> None:
    """Register a kind; twice the same is harmless, twice different is an error."""
    new = Kind(kind, prefix, url_name)
    if _kinds.setdefault(kind, new) != new:
        raise ValueError(f"kind {kind!r} is registered as {_kinds[kind]}")
    if any(other.prefix == prefix for other in _kinds.values() if other.name != kind):
        del _kinds[kind]
        raise ValueError(f"prefix {prefix!r} is taken")


def get(kind: str) -> Kind | None:
    return _kinds.get(kind)


def label(kind: str, number: int) -> str:
    """Return "T-1042"; a kind that no app of this release knows is spelled out."""
    known = _kinds.get(kind)
    return f"{known.prefix if known else kind}-{number}"
