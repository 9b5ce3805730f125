"""Book: somebody worked so long on that. Why it is billed or not follows from the work; nobody is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from steadfast.apps.clients.models import Client
from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours.models import Entry
from steadfast.apps.hours.queries.terms import reason_for
from steadfast.domain.commitment import instants
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN, Event


@dataclass(frozen=True, slots=True)
class Work:
    """What was worked: on a ticket, else for a client, else inside. Instants only where they are known."""

    day: date
    minutes: int
    ticket: Ticket | None = None
    client: Client | None = None
    note: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def of_client(self) -> Client | None:
        """Whom it was for."""
        return self.ticket.client if self.ticket else self.client


def book_form(work: Work, form: UUID | None, *, how: str, actor: Actor, now: datetime) -> Entry:
    """Book what a form says, once: sent again it gives back what it booked. Changed in between it books that, too."""
    if form is None:
        return book(work, how=how, actor=actor, now=now)
    try:
        with transaction.atomic():
            before = _booked_by(form)
            if before is None:
                return book(work, how=how, form=form, actor=actor, now=now)
    except IntegrityError:  # the other press was a moment earlier
        before = _booked_by(form)
        if before is None:
            raise
    mine = before.person_id == actor.person_id
    return before if mine and _says(before) == _said(work) else book(work, how=how, actor=actor, now=now)


def _booked_by(form: UUID) -> Entry | None:
    return Entry.objects.select_related("ticket__subject", "client").filter(form=form).first()


def _says(entry: Entry) -> tuple[object, ...]:
    return entry.day, entry.minutes, entry.ticket_id, entry.client_id, entry.note


def _said(work: Work) -> tuple[object, ...]:
    ticket, client = work.ticket, work.of_client
    return work.day, work.minutes, ticket.pk if ticket else None, client.pk if client else None, work.note


@transaction.atomic
def book(
    work: Work, *, how: str, person_id: int | None = None, form: UUID | None = None, actor: Actor, now: datetime
) -> Entry:
    """Write an entry of who acts, or of `person_id`; `work.ticket` has its agreement's version at hand."""
    client = work.of_client
    reason = reason_for(work.ticket, client.pk if client else None, work.day).key
    entry = Entry(
        person_id=person_id or actor.person_id or 0,
        ticket=work.ticket,
        client=client,
        day=work.day,
        started_at=work.started_at,
        ended_at=work.ended_at,
        minutes=work.minutes,
        note=work.note,
        reason=reason,
        how=how,
        form=form,
    )
    return write(entry, "time.booked", actor=actor, now=now)


def write(entry: Entry, kind: str, body: Mapping[str, Any] | None = None, *, actor: Actor, now: datetime) -> Entry:
    """Append the event of a version and write the version; in the caller's transaction."""
    entry.event = record(entry, kind, body, actor=actor, now=now)
    entry.made_at, entry.made_by_id = now, actor.person_id
    entry.save(force_insert=True)
    return entry


def record(entry: Entry, kind: str, body: Mapping[str, Any] | None, *, actor: Actor, now: datetime) -> Event:
    """Append an event about an entry to the chain of whom it is for: the client's, else the practice's."""
    chain = entry.client.chain_id if entry.client else PRACTICE_CHAIN
    words = {name: text for name, text in (("note", entry.note), ("why", entry.why)) if text}
    new = events.NewEvent(chain, kind, now, entry.ticket_id, {**said(entry), **(body or {})}, None, words)
    return events.append(new, actor=actor, now=now)


def said(entry: Entry) -> dict[str, Any]:
    """Return what an event says of an entry."""
    return {
        "person": entry.person_id,
        "client": entry.client_id,
        "day": entry.day.isoformat(),
        "minutes": entry.minutes,
        "from": instants.text(entry.started_at) if entry.started_at else None,
        "to": instants.text(entry.ended_at) if entry.ended_at else None,
        "reason": entry.reason,
        "how": entry.how,
    }
