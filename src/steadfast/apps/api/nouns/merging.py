"""Two tickets become one, after a look at what becomes of each promise; one is taken apart again, or split."""

from typing import Any

from ninja import Field, Query, Router, Schema

from steadfast.apps.api.nouns import tickets
from steadfast.apps.api.nouns.tickets import TicketOut
from steadfast.apps.api.serving.answers import Told, version_seen
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id, Instant, Named, someone
from steadfast.apps.desk import operations, queries
from steadfast.apps.desk.models import Message
from steadfast.apps.desk.operations import Seen
from steadfast.apps.desk.operations.splitting import MOST, Splitting
from steadfast.apps.desk.queries import merging
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["tickets"])
AT = "/tickets/{number:number}"


class Fate(Schema):
    """What becomes of a promise: it stays, passes to the other's owner, or the promise `instead` covers it."""

    commitment: int
    kind: str
    what: str
    owner: Named | None
    due_at: Instant
    instead: int | None
    passes: bool


class Preview(Schema):
    """What merging would do. `refusal`: why it cannot be done, "" where it can. The versions go into the merge."""

    ticket: int
    into: int
    refusal: str
    version: int
    into_version: int
    promises: list[Fate]


class Into(Schema):
    """Into which ticket, by its number."""

    into: Id


class Merge(Given):
    """Into which ticket, by its number, and its version as the preview told it."""

    into: Id
    into_version: int | None = Field(None, ge=0, le=2**31)


class Split(Given):
    """Which messages, by their ids, make a ticket with what title, for whom."""

    messages: list[Id] = Field(min_length=1, max_length=MOST)
    title: str = Field(min_length=1, max_length=300, pattern=r"\S")
    contact: Id | None = None


@reads(routes, f"{AT}/merge", "tickets.work", Preview)
def preview_merge(request: Request, number: int, asked: Query[Into]) -> Told:
    """Look at what merging this ticket into another one would do; nothing is written."""
    ticket, into = tickets.find(request, number), tickets.find(request, asked.into)
    refusal = merging.refusal(ticket, into)
    plan = [] if refusal else merging.preview(ticket, into, now=clock.now())
    versions = {"version": ticket.version, "into_version": into.version}
    said = {"ticket": number, "into": asked.into, "refusal": refusal}
    return Told({**said, **versions, "promises": [_fate(one) for one in plan]})


@writes(routes, f"{AT}/merge", "tickets.work", TicketOut)
def merge_ticket(request: Request, number: int, typed: Merge) -> Told:
    """Merge this ticket into another one of its client, and answer that; If-Match speaks of this one."""
    ticket, into = tickets.find(request, number), tickets.find(request, typed.into)
    seen, into_seen = Seen(version_seen(request)), Seen(typed.into_version)
    operations.merge(ticket.pk, into.pk, seen=seen, into_seen=into_seen, actor=request.actor, now=clock.now())
    return tickets.one(request, typed.into)


@writes(routes, f"{AT}/apart", "tickets.work", TicketOut)
def take_ticket_apart(request: Request, number: int) -> Told:
    """Take a merged ticket out again, as long as nothing was written on the other one since."""
    operations.take_apart(tickets.find(request, number).pk, actor=request.actor, now=clock.now())
    return tickets.one(request, number)


@writes(routes, f"{AT}/split", "tickets.work", TicketOut, status=201)
def split_ticket(request: Request, number: int, typed: Split) -> Told:
    """Make some messages a ticket of their own; its promises count from when the client said it."""
    ticket = tickets.find(request, number)
    if typed.contact not in {None, *(person.pk for person in queries.contacts_of(ticket))}:
        raise Refused("That person is no contact of the client.")
    keys = list(Message.objects.filter(event__in=typed.messages).values_list("pk", flat=True))
    if len(keys) < len(set(typed.messages)):
        raise Refused("One of the messages is not on this ticket.")
    new = Splitting(title=" ".join(typed.title.split()), contact_id=typed.contact)
    seen, by = Seen(version_seen(request)), {"actor": request.actor, "now": clock.now()}
    made = operations.split(ticket.pk, keys, new, seen=seen, **by)  # type: ignore[arg-type]
    return tickets.one(request, made.subject.number, status=201)


def _fate(one: merging.Fated) -> dict[str, Any]:
    plain = {name: getattr(one.row, name) for name in ("kind", "what", "due_at")}
    who = {"commitment": one.row.pk, "owner": someone(one.row.owner)}
    return {**who, **plain, "instead": one.instead.pk if one.instead else None, "passes": one.passes}
