"""Who carries a subject from owner to owner: a higher app registers for its kind, so that tickets follow an absence.

A subject that nobody carries has no owner of its own; the promises on it pass one by one.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from steadfast.apps.commitments import holders
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Subject


class Carried(Protocol):
    """A subject that is locked. `taken_at`: when its owner accepted it; None while the duty owner answers."""

    @property
    def owner_id(self) -> int | None: ...
    @property
    def team_id(self) -> int | None: ...
    @property
    def taken_at(self) -> datetime | None: ...
    @property
    def is_open(self) -> bool: ...

    def pass_to(self, person_id: int) -> None:
        """Make another person its owner; taken stays taken, and what nobody took stays so."""


class Carry(Protocol):
    """Returns a context in which the subject with this id is locked, and written when it is left without an error."""

    def __call__(self, subject_id: int, *, actor: Actor, now: datetime) -> AbstractContextManager[Carried]: ...


@dataclass(frozen=True, slots=True)
class Carrier:
    """`owned_by` gives the ids of open subjects that a person owns."""

    carry: Carry
    owned_by: Callable[[int], Iterable[int]]


_registered: dict[str, Carrier] = {}


def register(kind: str, carrier: Carrier) -> None:
    """Let `carrier` carry a kind of subject; the last one registered does."""
    _registered[kind] = carrier


def owned_by(person_id: int) -> set[int]:
    """Return the ids of all subjects that a person owns."""
    return {key for carrier in _registered.values() for key in carrier.owned_by(person_id)}


@contextmanager
def hold(subject: Subject, *, actor: Actor, now: datetime) -> Iterator[Carried | None]:
    """Lock a subject for one transaction; None for one that nobody carries."""
    carrier = _registered.get(subject.kind)
    if carrier is not None:
        with carrier.carry(subject.pk, actor=actor, now=now) as carried:
            yield carried
        return
    with holders.hold(subject, actor=actor, now=now):
        yield None
