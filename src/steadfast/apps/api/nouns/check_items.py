"""What stands on a ticket to be done, ticked or not: a checklist that is kept was put on it, or items of its own."""

from typing import Any

from ninja import Router, Schema

from steadfast.apps.api.nouns import tickets
from steadfast.apps.api.serving.answers import Told
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id, Instant, Named, Text, someone
from steadfast.apps.automation.models import CheckItem
from steadfast.apps.automation.operations import checking
from steadfast.apps.automation.queries import checklists
from steadfast.apps.desk import queries
from steadfast.apps.desk.models import Ticket
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["automation"])
AT = "/tickets/{number:number}/checklist"
ITEM = AT + "/{number:item_id}"


class ItemOut(Schema):
    """An item on a ticket."""

    id: int
    words: str
    must: bool
    done_at: Instant | None
    done_by: Named | None


class NewItems(Given):
    """A checklist that is kept, or items of this ticket alone, one a line; "!" before what must be ticked."""

    checklist: Id | None = None
    lines: Text = ""


@reads(routes, AT, "tickets.view", list[ItemOut])
def list_items_on_ticket(request: Request, number: int) -> Told:
    """Read the checklist on a ticket, those merged into it too."""
    return _now(tickets.find(request, number))


@writes(routes, AT, "tickets.work", list[ItemOut], status=201)
def add_items_to_ticket(request: Request, number: int, typed: NewItems) -> Told:
    """Put a checklist or single items on a ticket."""
    if (typed.checklist is None) == (not typed.lines.strip()):
        raise Refused("Say either a checklist or lines.")
    ticket, by = tickets.find(request, number), {"actor": request.actor, "now": clock.now()}
    if typed.checklist is not None:
        checking.add(ticket.pk, typed.checklist, **by)  # type: ignore[arg-type]
    else:
        checking.add_lines(ticket.pk, typed.lines, **by)  # type: ignore[arg-type]
    return Told(_now(ticket).body, 201)


@writes(routes, f"{ITEM}/tick", "tickets.work", list[ItemOut])
def tick_item(request: Request, number: int, item_id: int) -> Told:
    """Tick an item."""
    ticket = tickets.find(request, number)
    checking.tick(ticket.pk, item_id, done=True, actor=request.actor, now=clock.now())
    return _now(ticket)


@writes(routes, f"{ITEM}/untick", "tickets.work", list[ItemOut])
def untick_item(request: Request, number: int, item_id: int) -> Told:
    """Take the tick off an item."""
    ticket = tickets.find(request, number)
    checking.tick(ticket.pk, item_id, done=False, actor=request.actor, now=clock.now())
    return _now(ticket)


@writes(routes, f"{ITEM}/take-off", "tickets.work", list[ItemOut])
def take_item_off(request: Request, number: int, item_id: int) -> Told:
    """Take an item off; one that must be ticked only who may also resolve without it."""
    ticket = tickets.find(request, number)
    checking.take_off(ticket.pk, item_id, actor=request.actor, now=clock.now())
    return _now(ticket)


def _now(ticket: Ticket) -> Told:
    return Told([_item(row) for row in checklists.on([ticket.pk, *queries.joined_to(ticket)])])


def _item(row: CheckItem) -> dict[str, Any]:
    plain = {"id": row.pk, "words": row.words, "must": row.must, "done_at": row.done_at}
    return {**plain, "done_by": someone(row.done_by)}
