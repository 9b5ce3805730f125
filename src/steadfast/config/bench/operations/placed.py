"""One ticket of the world among our rows: its ids, and the promises that the agreement makes on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from steadfast.apps.commitments import models as register
from steadfast.apps.identity.models import Person
from steadfast.config.bench.operations.people import People
from steadfast.config.bench.world import DAY, MINUTE, Ticket
from steadfast.domain.commitment.stamp import Stamp, Waiting, pausing, stamp
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.working_time import Hours
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Subject

KINDS = ("first response", "resolution")
LEVELS = {"P4": (3, 2), "P3": (2, 2), "P2": (2, 1)}  # impact and urgency
Settled = dict[tuple[str, str], tuple[Terms, register.Terms]]


@dataclass(frozen=True, slots=True)
class Promise:
    """`first` is the stamp at opening, `last` the one while it rests; `done` is empty while it is open."""

    id: int
    kind: str
    terms: register.Terms
    first: Stamp
    last: Stamp
    rests_since: datetime | None
    done: datetime | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A ticket with its rows' keys."""

    told: Ticket
    subject: Subject
    contact: Person
    owner: Actor
    promises: list[Promise]
    wait: Waiting | None

    @property
    def client_id(self) -> int:
        return self.contact.party_id

    @property
    def opened_at(self) -> datetime:
        return instant(self.told.opened)

    @property
    def replied_at(self) -> datetime | None:
        return next((instant(said.at) for said in self.told.said if said.kind == "public"), None)

    @property
    def taken_at(self) -> datetime | None:
        return instant(self.told.said[0].at) if self.told.is_taken else None


@dataclass(frozen=True, slots=True)
class Ground:
    """What all tickets stand on: people, the agreement's hours, terms by kind and priority, the end."""

    people: People
    hours: Hours
    terms: Settled
    until: datetime

    def place(self, told: Ticket, subject: Subject, ids: Sequence[int]) -> Placed:
        """Return a ticket with its promises stamped."""
        contact = self.people.contacts[told.client][told.contact]
        owner = self.people.technicians[told.technician] if told.is_taken else self.people.duty
        wait = self._wait(told) if told.state == "waiting" else None
        placed = Placed(told, subject, contact, owner, [], wait)
        ends = {"first response": placed.replied_at, "resolution": instant(told.resolved) if told.resolved else None}
        for key, kind in zip(ids, KINDS, strict=True):
            terms, row = self.terms[kind, told.priority]
            first, waits = stamp(terms, self.hours, placed.opened_at), [wait] if wait and ends[kind] is None else []
            last = stamp(terms, self.hours, placed.opened_at, waits) if waits else first
            placed.promises.append(Promise(key, kind, row, first, last, pausing(terms, waits), ends[kind]))
        return placed

    def _wait(self, told: Ticket) -> Waiting:
        since = instant(told.said[-1].at + MINUTE)
        expires = self.until + timedelta(seconds=DAY * (1 + told.opened % 10))
        return Waiting("client", since, None, expires, "An answer")


def instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
