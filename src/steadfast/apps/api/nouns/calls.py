"""Calls and walk-ins: the list, and taking one: what they said goes on a ticket, along with what we promised them."""

from typing import Any, Literal

from django.http import Http404
from django.urls import reverse
from ninja import Field, Query, Router, Schema

from steadfast.apps.api.nouns import tickets
from steadfast.apps.api.nouns.ticket_acts import NewPromise
from steadfast.apps.api.serving.answers import Told, saw
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id, Instant, Named, Paging, Text, page_of, paged, someone
from steadfast.apps.calls import operations, queries
from steadfast.apps.calls.models import Call
from steadfast.apps.calls.operations import Taken
from steadfast.apps.desk.operations import Seen
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["calls"])
NEEDS = "calls.take"
PLAIN = ("way", "direction", "number", "extension", "state", "at", "answered_at", "ended_at", "seen_to_at")


class CallOut(Schema):
    """`number`: of the other side; `promise`: ours to call back, where it was missed."""

    id: int
    way: str
    direction: str
    number: str
    extension: str
    state: str
    at: Instant
    answered_at: Instant | None
    ended_at: Instant | None
    seen_to_at: Instant | None
    client: Named | None
    person: Named | None
    taken_by: Named | None
    ticket: int | None
    promise: int | None


class Wanted(Paging):
    """Which calls; `unknown`: missed, of a number that nobody knows, and nobody saw to them yet."""

    client: Id | None = None
    state: Literal["", "ringing", "answered", "missed", "ended"] = ""
    unknown: bool = False


class NewCall(Given):
    """What was said and done. Without `ticket` one is opened, and then it needs a `title`."""

    contact: Id
    text: Text = ""
    way: Literal["phone", "walk-in"] = "phone"
    direction: Literal["in", "out"] = "in"
    ticket: Id | None = Field(None, description="the number of the ticket on which it goes")
    title: str = Field("", max_length=300)
    kind: Literal["incident", "request"] = "incident"
    impact: int = Field(3, ge=1, le=3)
    urgency: int = Field(2, ge=1, le=3)
    promise: NewPromise | None = None
    call: Id | None = Field(None, description="the call that the telephone system told of")


@reads(routes, "/calls", NEEDS, page_of(CallOut))
def list_calls(request: Request, asked: Query[Wanted]) -> Told:
    """List calls, newest first."""
    rows = queries.visible_to(request.actor)
    kept = {"client_id": asked.client, "state": asked.state or None}
    rows = rows.filter(**{name: value for name, value in kept.items() if value is not None})
    if asked.unknown:
        rows = rows.filter(state="missed", client=None, seen_to_at=None)
    saw(request, "calls")
    return Told(paged(rows, ("-at", "-id"), asked, _told))


@reads(routes, "/calls/{number:call_id}", NEEDS, CallOut)
def get_call(request: Request, call_id: int) -> Told:
    """Read one call."""
    row = _find(request, call_id)
    saw(request, "calls")
    return Told(_told(row))


@writes(routes, "/calls", NEEDS, CallOut, status=201)
def take_call(request: Request, typed: NewCall) -> Told:
    """Take a call or a walk-in: all of it is written, or nothing. What we promised to call back is kept by it."""
    person = queries.find(typed.contact, request.actor)
    if person is None:
        raise Refused("There is no such contact.")
    if typed.call is not None:
        _find(request, typed.call)
    ticket, _ = operations.take(_taken(request, typed, person), seen=Seen(), actor=request.actor, now=clock.now())
    row = queries.visible_to(request.actor).filter(ticket=ticket, person=person).order_by("-pk")[0]
    if typed.call is not None:
        row = _find(request, typed.call)
    return Told(_told(row), 201, place=reverse("api:v1:get_call", args=[row.pk]))


@writes(routes, "/calls/{number:call_id}/seen-to", NEEDS, CallOut)
def see_to_call(request: Request, call_id: int) -> Told:
    """Note that a missed call of nobody we know is seen to."""
    operations.see_to(_find(request, call_id).pk, actor=request.actor, now=clock.now())
    return Told(_told(_find(request, call_id)))


def _taken(request: Request, typed: NewCall, person: Person) -> Taken:
    ticket = tickets.find(request, typed.ticket) if typed.ticket else None
    if ticket is not None and ticket.client_id != person.party_id:
        raise Refused("That ticket is none of this contact's client.")
    if ticket is None and not typed.title.strip():
        raise Refused("A new ticket needs a title.")
    if ticket is not None and not typed.text.strip():
        raise Refused("Write what they said.")
    return Taken(
        person=person,
        ticket_id=ticket.pk if ticket else None,
        title=" ".join(typed.title.split()),
        promise=typed.promise.what if typed.promise else "",
        promise_due=typed.promise.due_at if typed.promise else None,
        call_id=typed.call,
        **typed.dict(include={"text", "way", "direction", "kind", "impact", "urgency"}),
    )


def _told(row: Call) -> dict[str, Any]:
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in PLAIN},
        **{name: someone(getattr(row, name)) for name in ("client", "person", "taken_by")},
        "ticket": row.ticket.subject.number if row.ticket else None,
        "promise": row.promise_id,
    }


def _find(request: Request, call_id: int) -> Call:
    row = queries.visible_to(request.actor).filter(pk=call_id).first()
    if row is None:
        raise Http404
    return row
