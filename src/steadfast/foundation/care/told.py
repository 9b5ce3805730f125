"""What apps tell beside the server's own condition: figures for /metrics, and what is wrong for the page "Care".

An app calls `register` in AppConfig.ready. A figure counts and names nobody.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from steadfast.foundation.actor import Actor

type Figure = tuple[str, str, float]  # name, words, value


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong since when, why, and what to do; `url`: where, "" for a reader who may not go there."""

    what: str
    since: datetime
    why: str
    advice: str
    url: str = ""


_figures: list[Callable[[datetime], Iterable[Figure]]] = []
_wrong: list[Callable[[Actor, datetime], Iterable[Wrong]]] = []


def register(
    figures: Callable[[datetime], Iterable[Figure]], wrong: Callable[[Actor, datetime], Iterable[Wrong]]
) -> None:
    """Let an app tell its figures, and what is wrong."""
    if figures not in _figures:
        _figures.append(figures)
        _wrong.append(wrong)


def figures(now: datetime) -> Iterator[Figure]:
    """Yield the figures of all apps."""
    for source in _figures:
        yield from source(now)


def wrong(reader: Actor, now: datetime) -> list[Wrong]:
    """Return what is wrong, the longest first."""
    return sorted((row for source in _wrong for row in source(reader, now)), key=lambda row: row.since)
