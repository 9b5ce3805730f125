"""What Today tells beside promises: a higher app registers what its reader must see, such as a wait that is over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from steadfast.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Nudge:
    """One row above the promises: what to do, of which subject, since when; `post` is the address of its one button."""

    what: str
    label: str
    url: str
    about: str
    at: datetime
    post: str = ""
    button: str = ""
    fields: tuple[tuple[str, str], ...] = ()


Source = Callable[[Actor, datetime], Iterable[Nudge]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Let `source` add rows to everybody's Today; it may ask the database once."""
    if source not in _sources:
        _sources.append(source)


def of(actor: Actor, now: datetime, own: Iterable[Nudge] = ()) -> list[Nudge]:
    """Return all rows for a reader, oldest first, with `own` of this app."""
    told = [nudge for source in _sources for nudge in source(actor, now)]
    return sorted([*told, *own], key=lambda nudge: nudge.at)
