"""Take a call or a walk-in: what they said goes on their ticket or opens one, along with what we promised meanwhile."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from steadfast.apps.calls.models import Call
from steadfast.apps.calls.operations.returning import talked
from steadfast.apps.clients.models import Client
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import sent_forms
from steadfast.apps.identity.models import Person
from steadfast.domain.calls import number as numbers
from steadfast.foundation.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was said and done in a call. Without `ticket_id` one is opened; `promise` and its due time go together."""

    person: Person
    text: str
    way: str = "phone"
    direction: str = "in"
    ticket_id: int | None = None
    title: str = ""
    kind: str = "incident"
    impact: int = 3
    urgency: int = 2
    promise: str = ""
    promise_due: datetime | None = None
    call_id: int | None = None


@transaction.atomic
def take(taken: Taken, *, seen: desk.Seen, actor: Actor, now: datetime) -> tuple[Ticket, int]:
    """Write it all, or nothing; return the ticket, and how many promises to call back are kept by it.

    One form sent twice writes once: what opened a ticket gives it back, what went on one raises SentBefore.
    """
    before = _opened_before(taken, seen)
    if before is not None:
        return before, 0
    ticket = _ticket(taken, seen, actor, now)
    if taken.promise and taken.promise_due is not None:
        desk.promise(ticket.pk, what=taken.promise, due_at=taken.promise_due, actor=actor, now=now)
    call = _call(taken, ticket, actor, now)
    return ticket, talked(call, actor=actor, now=now)


def _opened_before(taken: Taken, seen: desk.Seen) -> Ticket | None:
    if taken.ticket_id is not None:
        return None
    clients = Client.objects.select_for_update(of=("self",), no_key=True)  # two sendings of one form queue here
    clients.get(pk=taken.person.party_id)
    return sent_forms.ticket_of(seen.key)


def _ticket(taken: Taken, seen: desk.Seen, actor: Actor, now: datetime) -> Ticket:
    if taken.ticket_id is not None:
        said = {"text": taken.text, "by_person_id": taken.person.pk, "how": taken.way}
        desk.hear(taken.ticket_id, **said, seen=seen, actor=actor, now=now)  # type: ignore[arg-type]
        return Ticket.objects.select_related("subject").get(pk=taken.ticket_id)
    opening = desk.Opening(
        client_id=taken.person.party_id,
        contact_id=taken.person.pk,
        title=taken.title,
        text=taken.text,
        kind=taken.kind,
        impact=taken.impact,
        urgency=taken.urgency,
        channel=taken.way,
    )
    return desk.open_ticket(opening, seen=seen, actor=actor, now=now)


def _call(taken: Taken, ticket: Ticket, actor: Actor, now: datetime) -> Call:
    """Return the call that the telephone system told of, else a new one, with what came of it."""
    known = Call.objects.select_for_update(of=("self",), no_key=True).filter(pk=taken.call_id or 0).first()
    call = known or Call(way=taken.way, direction=taken.direction, at=now, state="ended", answered_at=now)
    if not call.number and taken.way == "phone":
        call.number, call.key = taken.person.phone, numbers.key(taken.person.phone)
    call.client_id, call.person, call.ticket = taken.person.party_id, taken.person, ticket
    call.taken_by_id = actor.person_id
    call.save()
    return call


@transaction.atomic
def see_to(call_id: int, *, actor: Actor, now: datetime) -> None:
    """Note that somebody saw to a missed call of a number that nobody knows; doing it twice changes nothing."""
    rows = Call.objects.filter(pk=call_id, state="missed", client=None, seen_to_at=None)
    rows.update(seen_to_at=now, taken_by_id=actor.person_id)
