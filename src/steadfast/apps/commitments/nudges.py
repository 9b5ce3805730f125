"""What Today tells beside promises: a higher app registers what its reader must see, such as a wait that is over."""

from collections.abc import Callable, Iterable, Sequence
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


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of a higher app under a heading of their own; `url`: where all of them are, where there are more."""

    key: str
    title: str
    rows: Sequence[Nudge]
    url: str = ""


Source = Callable[[Actor, datetime], Iterable[Nudge]]
GroupSource = Callable[[Actor, datetime], Group | None]
_sources: list[Source] = []
_groups: list[GroupSource] = []


def register(source: Source) -> None:
    """Let `source` add rows to everybody's Today; it may ask the database once."""
    if source not in _sources:
        _sources.append(source)


def of(actor: Actor, now: datetime, own: Iterable[Nudge] = ()) -> list[Nudge]:
    """Return all rows for a reader, oldest first, with `own` of this app."""
    told = [nudge for source in _sources for nudge in source(actor, now)]
    return sorted([*told, *own], key=lambda nudge: nudge.at)


def register_group(source: GroupSource) -> None:
    """Let `source` add a group to everybody's Today; it may ask the database once."""
    if source not in _groups:
        _groups.append(source)


def groups(actor: Actor, now: datetime) -> list[Group]:
    """Return the groups that have rows for a reader."""
    found = (source(actor, now) for source in _groups)
    return [group for group in found if group is not None and group.rows]
