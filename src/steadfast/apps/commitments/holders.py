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


class Holder(Protocol):
    """Returns a context in which the subject with this id is locked, and written when it is left without an error."""

    def __call__(self, subject_id: int, *, actor: Actor, now: datetime) -> AbstractContextManager[Any]: ...


_registered: dict[str, Holder] = {}


def register(kind: str) -> Callable[[Holder], Holder]:
    """Register the holder of a kind of subject; the last one registered holds it."""

    def keep(holder: Holder) -> Holder:
        _registered[kind] = holder
        return holder

    return keep


def hold(subject: Subject, *, actor: Actor, now: datetime) -> AbstractContextManager[Any]:
    """Return the context in which commitments of a subject may be written."""
    holder = _registered.get(subject.kind)
    return transaction.atomic() if holder is None else holder(subject.pk, actor=actor, now=now)
