"""What a search can be narrowed to: an app registers a name, such as `client`, and what it means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from steadfast.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Narrowed:
    """To one: the token that all its documents have, the value that an address names it by, and what it is called."""

    token: str
    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """`resolve` finds what a text names, a key or a name; `choices` are (value, label) for a select.

    `name` stands in addresses; among words the reader's own `word` does as well.
    """

    name: str
    word: str | Promise
    label: str | Promise
    anything: str | Promise
    resolve: Callable[[str, Actor], Narrowed | None]
    choices: Callable[[Actor], Sequence[tuple[str, str]]]


_by_name: dict[str, Narrowing] = {}


def register(narrowing: Narrowing) -> None:
    _by_name[narrowing.name] = narrowing


def every() -> list[Narrowing]:
    return list(_by_name.values())


def names() -> dict[str, str]:
    """Return each by what may be written before the colon: its name, and its word in the reader's language."""
    return {word: one.name for one in _by_name.values() for word in (str(one.word).lower(), one.name)}


def of(name: str) -> Narrowing | None:
    return _by_name.get(name)
