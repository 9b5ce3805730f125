"""How tickets hang together: links, each as it is read from this ticket's side."""

from typing import Any, Literal

from django.http import Http404
from ninja import Router, Schema

from steadfast.apps.api.nouns import tickets
from steadfast.apps.api.serving.answers import Told
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id
from steadfast.apps.desk import operations
from steadfast.apps.desk.queries import links
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["tickets"])
AT = "/tickets/{number:number}/links"


class LinkOut(Schema):
    """`words`: how this ticket stands to the other one; `fixed`: it tells of a split and cannot be taken away."""

    id: int
    kind: str
    words: str
    ticket: int
    title: str
    fixed: bool


class NewLink(Given):
    """How this ticket stands to which, by its number."""

    kind: Literal["relates", "caused", "causes", "duplicates", "duplicated", "child", "parent"]
    ticket: Id


@reads(routes, AT, "tickets.view", list[LinkOut])
def list_links(request: Request, number: int) -> Told:
    """Read the links of a ticket to those in sight, at most 50."""
    return _now(request, number)


@writes(routes, AT, "tickets.work", list[LinkOut], status=201)
def link_ticket(request: Request, number: int, typed: NewLink) -> Told:
    """Link it with another ticket."""
    this, other = tickets.find(request, number), tickets.find(request, typed.ticket)
    kind, first = links.CHOICES[typed.kind]
    pair = (this.pk, other.pk) if first else (other.pk, this.pk)
    operations.link(*pair, kind, actor=request.actor, now=clock.now())
    return Told(_now(request, number).body, 201)


@writes(routes, AT + "/{number:link_id}/remove", "tickets.work", list[LinkOut])
def unlink_ticket(request: Request, number: int, link_id: int) -> Told:
    """Take a link away; that it stood stays in the thread of both."""
    found = links.of(tickets.find(request, number), request.actor)
    if not any(one.link.pk == link_id and one.can_be_taken_away for one in found):
        raise Http404
    operations.unlink(link_id, actor=request.actor, now=clock.now())
    return _now(request, number)


def _now(request: Request, number: int) -> Told:
    found = links.of(tickets.find(request, number), request.actor)
    return Told([_told(one) for one in found])


def _told(one: links.Linked) -> dict[str, Any]:
    other = {"ticket": one.other.subject.number, "title": one.other.subject.title}
    said = {"id": one.link.pk, "kind": one.link.kind, "words": str(one.words)}
    return {**said, **other, "fixed": not one.can_be_taken_away}
