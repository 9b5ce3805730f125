"""Who holds the subject of a commitment while it is written: lent out, as clients.front is.

A higher app registers for its kind of subject: it locks its own row before the commitment is locked, and afterwards
writes what follows on it (the nearest due time of a ticket). A subject that nobody registered for needs no more than
a transaction.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Subject

Sees = Callable[[int, Actor], bool]


class Holder(Protocol):
    """Returns a context in which the subject with this id is locked, and written when it is left without an error."""

    def __call__(self, subject_id: int, *, actor: Actor, now: datetime) -> AbstractContextManager[Any]: ...


_registered: dict[str, tuple[Holder, Sees]] = {}


def register(kind: str, holder: Holder, sees: Sees) -> None:
    """Register who holds a kind of subject, and whether a reader sees it; the last one registered does."""
    _registered[kind] = holder, sees


def sees(subject: Subject, actor: Actor) -> bool:
    """Tell whether a reader sees a subject by itself, not only by a commitment on it."""
    return subject.kind in _registered and _registered[subject.kind][1](subject.pk, actor)


def hold(subject: Subject, *, actor: Actor, now: datetime) -> AbstractContextManager[Any]:
    """Return the context in which commitments of a subject may be written."""
    if subject.kind not in _registered:
        return transaction.atomic()
    return _registered[subject.kind][0](subject.pk, actor=actor, now=now)


def nothing_held() -> AbstractContextManager[Any]:
    """Return the context in which a commitment on a new subject is written."""
    return transaction.atomic()
