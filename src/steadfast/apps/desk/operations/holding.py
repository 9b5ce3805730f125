"""Hold a ticket while one operation works on it: lock its row, refuse a form that is out of date, write it back.

Lock order: the ticket, its commitments, the head of the client's chain. Every operation of the desk goes through here,
so two people on one ticket never overwrite each other and a button pressed twice acts once.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Message, SentForm, Ticket
from steadfast.apps.desk.operations import attaching
from steadfast.apps.desk.operations.attaching import Files
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event

WRITTEN = (
    "owner_id", "team_id", "state", "version", "taken_at", "first_response_at", "resolved_at", "closed_at",
    "first_closed_at", "reopened", "last_said_at", "last_said_by", "next_due_at", "impact", "urgency", "priority",
)  # fmt: skip
FORMS_KEPT = timedelta(days=7)


class Changed(Exception):
    """Somebody changed the ticket after the form was shown; nothing was written."""


class SentBefore(Exception):
    """This very form was sent before and did its work then."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The ticket as a form showed it: its version, and the key of the form. None: the caller looked at nothing."""

    version: int | None = None
    key: UUID | None = None


UNSEEN = Seen()


@dataclass(slots=True)
class Held:
    """A ticket that is locked, and who works on it. An operation that found nothing to do says so by `idle`."""

    ticket: Ticket
    actor: Actor
    now: datetime
    idle: bool = False

    def record(self, kind: str, body: Mapping[str, Any] | None = None, **private: str) -> Event:
        """Append an event of the ticket; `private` texts enter it as salted digests."""
        return events.append(fact(self.ticket, kind, self.now, body, private), actor=self.actor, now=self.now)

    def tell(self, kind: str, body: Mapping[str, Any] | None, text: str, files: Files = ()) -> Event:
        """Append the event of a message with its files."""
        return self.record(kind, {**(body or {}), **attaching.body(files)}, text=text, **attaching.names(files))

    def say(self, kind: str, text: str, event: Event, author_id: int | None = None, files: Files = ()) -> Message:
        """Write a message and its files; what is said between us and the client also tells who spoke last."""
        if kind != "inside":
            self.ticket.last_said_at = self.now
            self.ticket.last_said_by = "client" if kind == "heard" else "us"
        author = author_id if kind == "heard" else self.actor.person_id
        message = Message.objects.create(
            ticket=self.ticket, kind=kind, author_id=author, text=text, at=self.now, event=event, files=len(files)
        )
        if files:
            attaching.attach(message, files)
        return message

    def ours(self) -> list[Commitment]:
        """Return our open commitments on it, locked and fresh: a wait restamps them."""
        return commitments.open_ours_of(self.ticket.pk)

    def fulfil(self, *stops: str, evidence: Event) -> None:
        """Discharge our open commitments whose terms stop at one of these facts."""
        for row in self.ours():
            if row.terms is not None and row.terms.body["stops"] in stops:
                register.fulfil(row, at=self.now, evidence=evidence, actor=self.actor, now=self.now)

    def refuse_when(self, *states: str) -> None:
        """Refuse what cannot be done in one of these states."""
        if self.ticket.state in states:
            advice = "open a new ticket" if self.ticket.state == "closed" else "reopen it first"
            raise Refused(f"{self.ticket.subject.label} is {self.ticket.state}; {advice}.")


def fact(
    ticket: Ticket, kind: str, now: datetime, body: Mapping[str, Any] | None, private: Mapping[str, str]
) -> events.NewEvent:
    """Return an event of a ticket that is not appended yet."""
    subject = ticket.subject
    return events.NewEvent(subject.chain_id, kind, now, subject.pk, body or {}, None, private)


@contextmanager
def hold(ticket_id: int, seen: Seen, *, actor: Actor, now: datetime) -> Iterator[Held]:
    """Lock a ticket for one operation; Changed or SentBefore when the form is out of date or was sent before."""
    with transaction.atomic():
        rows = Ticket.objects.select_for_update(of=("self",)).select_related("subject", "client")
        ticket = rows.get(pk=ticket_id)
        mark_sent(ticket, seen, now)
        if seen.version is not None and seen.version != ticket.version:
            raise Changed(f"{ticket.subject.label} was changed meanwhile")
        held = Held(ticket, actor, now)
        yield held
        if not held.idle:
            write(ticket)


def mark_sent(ticket: Ticket, seen: Seen, now: datetime) -> None:
    """Note that this form was sent. The ticket is locked, so its forms are noted one after the other."""
    if seen.key is None:
        return
    if SentForm.objects.filter(key=seen.key).exists():
        raise SentBefore
    SentForm.objects.create(key=seen.key, ticket=ticket, at=now)


def forget_forms(*, now: datetime) -> int:
    """Delete the keys of forms that nobody can still have open; return how many."""
    return SentForm.objects.filter(at__lt=now - FORMS_KEPT).delete()[0]


def write(ticket: Ticket) -> None:
    """Write the ticket with its next version and the nearest due time of what we owe on it."""
    ticket.version += 1
    open_ours = Commitment.objects.filter(subject_id=ticket.pk, debtor_id=PRACTICE_ID, closed_at=None)
    ticket.next_due_at = open_ours.aggregate(nearest=Min("due_at"))["nearest"]
    Ticket.objects.filter(pk=ticket.pk).update(**{name: getattr(ticket, name) for name in WRITTEN})
