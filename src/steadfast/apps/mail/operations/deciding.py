"""Decide about a mail that waits: whose it is, on which ticket it belongs, that it is not for us, that it may come in.

What it opens counts from the moment in which it reached us, however long it waited for somebody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction

from steadfast.apps.clients import operations as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person
from steadfast.apps.mail.models import Incoming
from steadfast.apps.mail.operations import entering
from steadfast.apps.mail.operations.arriving import arrived
from steadfast.apps.mail.operations.entering import Entered
from steadfast.apps.mail.operations.mail_seen import Seen
from steadfast.apps.mail.operations.reading import read_again, seen_of
from steadfast.apps.mail.queries import nudges
from steadfast.apps.mail.reading import Unreadable
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent
from steadfast.foundation.models import PRACTICE_CHAIN


def open_for(raw_id: int, *, client_id: int, makes_contact: bool, actor: Actor, now: datetime) -> Ticket:
    """Open a ticket of a client from a mail that waits; `makes_contact`: the sender becomes one of theirs."""
    with _waiting(raw_id, now) as (row, seen):
        client = Client.objects.get(pk=client_id)
        person = _contact_of(client, seen.letter.sender)
        if person is None and makes_contact and seen.letter.sender:
            person = _made(client, seen, actor, now)
        found = entering.open_ticket(seen, client_id=client.pk, person_id=person.pk if person else None, actor=actor)
        return _decided(row, found, person, actor, now)


def add_to(raw_id: int, *, ticket_id: int, actor: Actor, now: datetime) -> Ticket:
    """Add a mail that waits to a ticket. Who is no contact of its client is named as the mail names them."""
    with _waiting(raw_id, now) as (row, seen):
        client = Client.objects.get(tickets=ticket_id)
        person = _contact_of(client, seen.letter.sender)
        found = entering.reply(seen, ticket_id=ticket_id, person_id=person.pk if person else None, actor=actor)
        return _decided(row, found, person, actor, now)


@transaction.atomic
def dismiss(raw_id: int, *, actor: Actor, now: datetime) -> None:
    """Say that a mail is not for us. It stays where it is kept."""
    row = _locked(raw_id)
    row.outcome, row.decided_by_id, row.decided_at = "not for us", actor.person_id, now
    row.save(update_fields=["outcome", "decided_by", "decided_at"])
    told = NewEvent(PRACTICE_CHAIN, "mail.dismissed", now, None, {"mail": row.pk}, private={"subject": row.subject})
    events.append(told, actor=actor, now=now)


@contextmanager
def _waiting(raw_id: int, now: datetime) -> Iterator[tuple[Incoming, Seen]]:
    """Yield a mail that waits, locked, as it reads today; whoever comes second learns that it is decided."""
    raw = Incoming.objects.select_related("raw__box").get(pk=raw_id).raw
    try:
        letter = read_again(raw)
    except Unreadable as reason:
        raise Refused(say(str(reason))) from reason
    with arrived(letter.files) as files, transaction.atomic():
        row = _locked(raw_id)
        yield row, seen_of(raw, letter, files, now=now)


def _locked(raw_id: int) -> Incoming:
    row = Incoming.objects.select_for_update(of=("self",), no_key=True).get(pk=raw_id)
    if not row.is_held:
        raise Refused(say("Somebody decided about this mail already."))
    transaction.on_commit(lambda: cache.delete(nudges.SORT))
    return row


def _contact_of(client: Client, address: str) -> Person | None:
    return Person.objects.filter(party_id=client.pk, email__iexact=address, left_at=None).first() if address else None


def _made(client: Client, seen: Seen, actor: Actor, now: datetime) -> Person:
    name = seen.letter.sender_name or seen.letter.sender
    try:
        return clients.add_contact(client, name, email=seen.letter.sender, actor=actor, now=now)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def _decided(row: Incoming, found: Entered, person: Person | None, actor: Actor, now: datetime) -> Ticket:
    row.outcome, row.ticket, row.message, row.person = found.outcome, found.ticket, found.message, person
    row.decided_by_id, row.decided_at = actor.person_id, now
    row.save(update_fields=["outcome", "ticket", "message", "person", "decided_by", "decided_at"])
    return found.ticket
