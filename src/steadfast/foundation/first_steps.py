"""First steps: what a new practice does in its first hour, registered by the apps that know when each is done.

Whether a step is done is read from what is there, never from a mark: a client made elsewhere counts as well.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from steadfast.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Step:
    """`key` stays the same for good. `done` may ask the database once, for who reads; `permission` is what the page
    needs."""

    key: str
    title: str | Promise
    why: str | Promise
    url_name: str
    permission: str
    order: int
    done: Callable[[Actor], bool]


_steps: dict[str, Step] = {}


def register(step: Step) -> None:
    """Add a step; one of the same key is replaced."""
    _steps[step.key] = step


def steps() -> list[Step]:
    """Return every step in the order in which they are best done."""
    return sorted(_steps.values(), key=lambda step: step.order)
