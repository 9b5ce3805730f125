"""What passes to others when somebody leaves, by groups that each app registers for what it knows of.

A group says how much there is, and passes some of it, a piece in a transaction of its own: what has passed is there no
more, so that whoever was killed in the middle goes on where they were.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Group:
    """`pass_some(person, to, at most so many, now=…)` returns how many passed; 0 when there is nothing left."""

    key: str
    label: str | Promise
    count: Callable[[int], int]
    pass_some: Callable[..., int]
    url: Callable[[int], str] | None = None
    takes: bool = True  # whether somebody takes it; else it just ends


_groups: dict[str, Group] = {}


def register(group: Group) -> None:
    _groups[group.key] = group


def groups() -> list[Group]:
    """Return all groups in the order in which they pass: those of higher apps, where the work is, come first."""
    return sorted(_groups.values(), key=lambda group: group.key in OWN)


OWN = ("duties", "turns", "deputies", "views")  # of identity
