"""Hold a ticket while one operation works on it: lock its row, refuse a form that is out of date, write it back.

Lock order: the ticket, its commitments, the head of the client's chain. Every operation of the desk goes through here,
so two people on one ticket never overwrite each other and a button pressed twice acts once.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import queries
from steadfast.apps.desk.models import Message, SentForm, Ticket
from steadfast.apps.desk.operations import attaching, shadow
from steadfast.apps.desk.operations.attaching import Files
from steadfast.apps.desk.queries.locking import lock
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.stamp import Waiting
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event, Subject

WRITTEN = (
    "owner_id", "team_id", "state", "version", "taken_at", "first_response_at", "resolved_at", "closed_at",
    "first_closed_at", "reopened", "last_said_at", "last_said_by", "next_due_at", "impact", "urgency", "priority",
    "merged_into_id",
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
    joined: list[int] = field(default_factory=list)  # tickets that were merged into it: their promises are kept here

    @property
    def subjects(self) -> list[int]:
        """The subjects whose promises this ticket keeps: its own first."""
        return [self.ticket.pk, *self.joined]

    def record(self, kind: str, body: Mapping[str, Any] | None = None, **private: str) -> Event:
        """Append an event of the ticket; `private` texts enter it as salted digests."""
        return events.append(fact(self.ticket, kind, self.now, body, private), actor=self.actor, now=self.now)

    def tell(self, kind: str, body: Mapping[str, Any] | None, text: str, files: Files = ()) -> Event:
        """Append the event of a message with its files."""
        return self.record(kind, {**(body or {}), **attaching.body(files)}, text=text, **attaching.names(files))

    def write(
        self, kind: str, text: str, event: Event, author_id: int | None = None, by: str = "", files: Files = ()
    ) -> Message:
        """Write a message and its files; what is said between us and the client also tells who spoke last."""
        if kind != "inside":
            self.ticket.last_said_at = self.now
            self.ticket.last_said_by = "client" if kind == "heard" else "us"
        author = author_id if kind == "heard" else self.actor.person_id
        by = by or (self.actor.name if author is None and kind != "heard" else "")  # a machine signs what it writes
        said = {"kind": kind, "author_id": author, "by": by[:200], "text": text, "files": len(files)}
        message = Message.objects.create(ticket=self.ticket, at=self.now, event=event, **said)
        if files:
            attaching.attach(message, files)
        return message

    def ours(self) -> list[Commitment]:
        """Return our open commitments on it, locked and fresh: a wait restamps them."""
        return commitments.open_ours_of(*self.subjects)

    def theirs(self) -> list[Commitment]:
        """Return what others owe us on it and have not done, locked."""
        return commitments.open_theirs_of(*self.subjects)

    def waits_of(self, row: Commitment) -> list[Waiting]:
        """Return the waits that the clock of a promise hears: those of its own subject."""
        return commitments.waits_of(row.subject_id)

    def prove(self, row: Commitment, event: Event) -> Event:
        """Return the event that proves a promise: on a merged ticket one of its own, which names what happened here."""
        if row.subject_id == self.ticket.pk:
            return event
        body = {"event": event.pk, "kind": event.kind}
        told = events.NewEvent(row.subject.chain_id, "ticket.done_there", self.now, row.subject_id, body)
        return events.append(told, actor=self.actor, now=self.now)

    def carrying(self) -> list[Subject]:
        """Return the ticket's own subject, and those of merged tickets on which something is owed: a wait is theirs."""
        if not self.joined:
            return [self.ticket.subject]
        owed = {row.subject_id: row.subject for row in self.ours() if row.subject_id != self.ticket.pk}
        return [self.ticket.subject, *owed.values()]

    def fulfil(self, *stops: str, evidence: Event) -> None:
        """Discharge our open commitments whose terms stop at one of these facts."""
        for row in self.ours():
            if row.terms is not None and row.terms.body["stops"] in stops:
                proof = self.prove(row, evidence)
                register.fulfil(row, at=self.now, evidence=proof, actor=self.actor, now=self.now)

    def refuse_when(self, *states: str) -> None:
        """Refuse what cannot be done in one of these states."""
        if self.ticket.state in states:
            label, state = self.ticket.subject.label, say(self.ticket.state)
            if self.ticket.state == "closed":
                raise Refused(say("%(label)s is %(state)s; open a new ticket.", label=label, state=state))
            raise Refused(say("%(label)s is %(state)s; reopen it first.", label=label, state=state))


def fact(
    ticket: Ticket, kind: str, now: datetime, body: Mapping[str, Any] | None, private: Mapping[str, str]
) -> events.NewEvent:
    """Return an event of a ticket that is not appended yet."""
    subject = ticket.subject
    return events.NewEvent(subject.chain_id, kind, now, subject.pk, body or {}, None, private)


@contextmanager
def hold(
    ticket_id: int, seen: Seen, *, merged: bool = False, led: bool = False, actor: Actor, now: datetime
) -> Iterator[Held]:
    """Lock a ticket for one operation; Changed or SentBefore when the form is out of date or was sent before.

    What was merged into another ticket is refused, but to who takes it apart again (`merged`); what another system
    still leads, but to who only passes it on (`led`).
    """
    with transaction.atomic():
        ticket = lock(ticket_id)
        mark_sent(ticket, seen, now)
        if seen.version is not None and seen.version != ticket.version:
            raise Changed(f"{ticket.subject.label} was changed meanwhile")
        if ticket.merged_into is not None and not merged:
            names = {"this": ticket.subject.label, "that": ticket.merged_into.subject.label}
            raise Refused(_("%(this)s was merged into %(that)s; it goes on there.") % names)
        if not led:
            shadow.refuse(ticket)
        held = Held(ticket, actor, now, joined=queries.joined_to(ticket))
        yield held
        if not held.idle:
            write(held)


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


def write(held: Held) -> None:
    """Write the ticket with its next version and the nearest due time of what we owe on it; merged, it lists none."""
    ticket = held.ticket
    ticket.version += 1
    ticket.next_due_at = None if ticket.merged_into_id else queries.first_due(held.subjects)
    Ticket.objects.filter(pk=ticket.pk).update(**{name: getattr(ticket, name) for name in WRITTEN})
