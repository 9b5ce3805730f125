"""Who holds many subjects at once while their commitments are written in bulk: lent out, as `holders` is for one.

A higher app registers for its rows: it locks those of the subjects, in the order of ids, before any commitment is
locked, and afterwards writes what follows on them (the nearest due times of tickets), in the same transaction.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, Protocol

from django.db import transaction


class Holder(Protocol):
    """Returns a context in which the subjects with these ids are locked, and written when it is left without error."""

    def __call__(self, subject_ids: Sequence[int]) -> AbstractContextManager[Any]: ...


_registered: dict[str, Holder] = {}


def register(name: str, holder: Holder) -> None:
    """Let `holder` hold those of the subjects that are its own; the same name again replaces it."""
    _registered[name] = holder


@contextmanager
def hold(subject_ids: Sequence[int]) -> Iterator[None]:
    """Hold subjects for one transaction; nothing happens to those that nobody registered for."""
    with transaction.atomic(), ExitStack() as stack:
        for holder in _registered.values():
            stack.enter_context(holder(subject_ids))
        yield
