"""Carry a ticket from owner to owner when somebody goes away, is here again, or has their turn of duty."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.commitments import operations as register
from steadfast.apps.desk import queries
from steadfast.apps.desk.operations.holding import UNSEEN, Held, hold
from steadfast.apps.desk.queries.tickets import UNRESOLVED
from steadfast.foundation.actor import Actor


@dataclass(slots=True)
class CarriedTicket:
    """A ticket that is held, as the register passes it on."""

    held: Held
    merged: bool = False  # it goes on in the one that is held, and what is owed on it passes singly

    @property
    def owner_id(self) -> int | None:
        return self.held.ticket.owner_id

    @property
    def team_id(self) -> int | None:
        return self.held.ticket.team_id

    @property
    def taken_at(self) -> datetime | None:
        return self.held.ticket.taken_at

    @property
    def is_open(self) -> bool:
        ticket = self.held.ticket
        worked_on = ticket.state in UNRESOLVED or (ticket.state == "resolved" and bool(self.held.ours()))
        return worked_on and not self.merged

    def pass_to(self, person_id: int) -> None:
        ticket, self.held.idle = self.held.ticket, False
        ticket.owner_id = person_id
        ticket.taken_at = ticket.taken_at and self.held.now


@contextmanager
def carry(subject_id: int, *, actor: Actor, now: datetime) -> Iterator[CarriedTicket]:
    """Hold a ticket; where it does not pass it stays as it is, and no form of it is out of date."""
    root = queries.goes_on_in(subject_id)
    with hold(root, UNSEEN, led=True, actor=actor, now=now) as held:
        held.idle = True
        yield CarriedTicket(held, merged=root != subject_id)


def follow_duty(*, now: datetime) -> int:
    """Bring tickets that nobody has taken to who is on duty now; return how many passed."""
    return sum(register.settle_hands(key, None, now=now) for key in queries.astray(now))
