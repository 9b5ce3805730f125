"""What changes when the practice leads a source: higher apps that hold what came from it say it in sentences."""

from collections.abc import Callable, Iterable
from typing import Any

Tells = Callable[[str], Iterable[Any]]

_registered: list[Tells] = []


def register(tells: Tells) -> None:
    """Let a function of a source's name say what the practice takes over."""
    if tells not in _registered:
        _registered.append(tells)


def told(source: str) -> list[str]:
    """Return the sentences of all apps."""
    return [str(words) for tells in _registered for words in tells(source)]
