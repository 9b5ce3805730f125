"""Lend a ticket to the register: held while one commitment on it is written at the commitment's own page.

What the ticket makes of it follows: its nearest due time, and that the wait is over once what it waited for has come.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from steadfast.apps.commitments import operations as register
from steadfast.apps.desk import queries
from steadfast.apps.desk.operations.holding import UNSEEN, hold
from steadfast.apps.desk.operations.waiting import open_wait, stop_waiting
from steadfast.foundation.actor import Actor

COME = ("fulfilled", "released")


@contextmanager
def lend(subject_id: int, *, actor: Actor, now: datetime) -> Iterator[None]:
    """Hold the ticket of a subject as every operation of the desk does."""
    root = queries.goes_on_in(subject_id)
    with hold(root, UNSEEN, actor=actor, now=now) as held:
        if subject_id not in held.subjects:
            raise register.Stale("The ticket was taken apart meanwhile")
        yield
        waiting = open_wait(held)
        if waiting is not None and waiting.answer is not None and waiting.answer.closed_as in COME:
            stop_waiting(held)


def sees(subject_id: int, actor: Actor) -> bool:
    """Tell whether a reader sees the ticket of a subject."""
    return queries.visible_to(actor).filter(pk=subject_id).exists()
