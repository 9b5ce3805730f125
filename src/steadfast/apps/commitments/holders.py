"""Who holds the subjects of commitments while these are written: lent out, as clients.front is.

A higher app registers for its kind of subject. It locks its own rows before a commitment is locked, and afterwards
writes what follows on them (the nearest due time of a ticket). A subject that nobody registered for has no row and no
owner of its own: it needs no more than a transaction, and the promises on it pass one by one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

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


class Holds[T](Protocol):
    """Returns a context in which the subject with this id is locked, and written when it is left without an error."""

    def __call__(self, subject_id: int, *, actor: Actor, now: datetime) -> AbstractContextManager[T]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """What an app does for its kind of subject.

    hold: while commitments of one are written. hold_many: the same in bulk, for those of the ids that are its own, in
    their order. carry: while one passes to another owner. owned_by: the ids of open ones that a person owns.
    """

    hold: Holds[Any]
    hold_many: Callable[[Sequence[int]], AbstractContextManager[Any]]
    carry: Holds[Carried]
    owned_by: Callable[[int], Iterable[int]]
    sees: Callable[[int, Actor], bool]


_registered: dict[str, Holder] = {}


def register(kind: str, holder: Holder) -> None:
    """Let `holder` hold a kind of subject; the last one registered does."""
    _registered[kind] = holder


def sees(subject: Subject, actor: Actor) -> bool:
    """Tell whether a reader sees a subject by itself, not only by a commitment on it."""
    holder = _registered.get(subject.kind)
    return holder is not None and holder.sees(subject.pk, actor)


def owned_by(person_id: int) -> set[int]:
    """Return the ids of all subjects that a person owns."""
    return {key for holder in _registered.values() for key in holder.owned_by(person_id)}


def hold(subject: Subject, *, actor: Actor, now: datetime) -> AbstractContextManager[Any]:
    """Return the context in which commitments of a subject may be written."""
    holder = _registered.get(subject.kind)
    return transaction.atomic() if holder is None else holder.hold(subject.pk, actor=actor, now=now)


@contextmanager
def hold_many(subject_ids: Sequence[int]) -> Iterator[None]:
    """Hold subjects of any kind for one transaction."""
    with transaction.atomic(), ExitStack() as stack:
        for holder in _registered.values():
            stack.enter_context(holder.hold_many(subject_ids))
        yield


@contextmanager
def carry(subject: Subject, *, actor: Actor, now: datetime) -> Iterator[Carried | None]:
    """Lock a subject that may pass to another owner; None for one without an owner of its own."""
    holder = _registered.get(subject.kind)
    if holder is None:
        with transaction.atomic():
            yield None
        return
    with holder.carry(subject.pk, actor=actor, now=now) as carried:
        yield carried
