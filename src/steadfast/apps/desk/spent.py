"""The time that goes with a reply or a note, lent out: this app asks for it in one field, a higher app books it.

The higher app registers what books, in the transaction of the act that it goes with.
"""

from datetime import datetime
from typing import Protocol

from steadfast.apps.desk.models import Ticket
from steadfast.foundation.actor import Actor


class Books(Protocol):
    """Book minutes of who acts on a ticket that is locked."""

    def __call__(self, ticket: Ticket, minutes: int, *, actor: Actor, now: datetime) -> None: ...


_registered: list[Books] = []


def book_with(books: Books) -> None:
    """Let `books` write the time; the last one registered does."""
    _registered.append(books)


def book(ticket: Ticket, minutes: int | None, *, actor: Actor, now: datetime) -> None:
    """Book the minutes that were typed, if any were."""
    if minutes and _registered:
        _registered[-1](ticket, minutes, actor=actor, now=now)
