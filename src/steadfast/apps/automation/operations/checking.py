"""The items of a ticket: put on, ticked, taken off.

They lock the ticket, as resolving does, and leave its version alone: who writes a reply meanwhile is not disturbed.
"""

from datetime import datetime

from steadfast.apps.automation.models import CheckItem, Checklist
from steadfast.apps.automation.queries import checklists
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations.holding import UNSEEN, Held, Seen, hold
from steadfast.domain.automation import lines
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

MOST = 100  # items of a ticket
OVER = ("resolved", "closed")


def add(ticket_id: int, checklist_id: int, *, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Put a checklist on a ticket; one that stands there already is not put on twice."""
    found = Checklist.objects.filter(pk=checklist_id).first()
    if found is None:
        raise Refused(say("That checklist was removed meanwhile."))
    with hold(ticket_id, Seen(key=seen.key), actor=actor, now=now) as held:
        held.idle = True
        held.refuse_when(*OVER)
        if not CheckItem.objects.filter(ticket_id=ticket_id, checklist=found, gone_at=None).exists():
            _write(held, found.lines, found)


def add_lines(ticket_id: int, text: str, *, seen: Seen = UNSEEN, actor: Actor, now: datetime) -> None:
    """Put items on a ticket that are typed for it alone, one a line."""
    with hold(ticket_id, Seen(key=seen.key), actor=actor, now=now) as held:
        held.idle = True
        held.refuse_when(*OVER)
        _write(held, text, None)


def add_fitting(ticket_id: int, *, actor: Actor, now: datetime) -> None:
    """Put on a new ticket the checklists of its kind and service, each once."""
    ticket = Ticket.objects.get(pk=ticket_id)
    fitting = [] if ticket.state in OVER else checklists.for_new(ticket)
    there = set(CheckItem.objects.filter(ticket_id=ticket_id).values_list("checklist", flat=True)) if fitting else ()
    for one in fitting:
        if one.pk not in there:
            add(ticket_id, one.pk, actor=actor, now=now)


def tick(ticket_id: int, item_id: int, *, done: bool, actor: Actor, now: datetime) -> CheckItem:
    """Tick an item, or take its tick off; what stands so already is no refusal."""
    with hold(ticket_id, UNSEEN, actor=actor, now=now) as held:
        held.idle = True
        held.refuse_when(*OVER)
        item = _item(held, item_id)
        if (item.done_at is not None) == done:
            return item
        item.done_at, item.done_by_id = (now, actor.person_id) if done else (None, None)
        item.save(update_fields=["done_at", "done_by"])
        held.record("check_item.ticked" if done else "check_item.unticked", {"item": item.pk})
        return item


def take_off(ticket_id: int, item_id: int, *, actor: Actor, now: datetime) -> CheckItem:
    """Take an item off; one that must be ticked only who may also resolve without it takes off."""
    with hold(ticket_id, UNSEEN, actor=actor, now=now) as held:
        held.idle = True
        held.refuse_when(*OVER)
        item = _item(held, item_id)
        if item.must and item.done_at is None and not actor.may("tickets.resolve_anyway"):
            raise Refused(say("“%(item)s” must be done first; ask a service manager to take it off.", item=item.words))
        item.gone_at = now
        item.save(update_fields=["gone_at"])
        held.record("check_item.taken_off", {"item": item.pk})
        return item


def _item(held: Held, item_id: int) -> CheckItem:
    """Return an item of the ticket, or of one that was merged into it."""
    found = CheckItem.objects.filter(pk=item_id, ticket_id__in=held.subjects, gone_at=None).first()
    if found is None:
        raise Refused(say("That item is not on this ticket any longer."))
    return found


def _write(held: Held, text: str, of: Checklist | None) -> None:
    wanted = lines.read(text)
    if not wanted:
        raise Refused(say("Write at least one item."))
    begin = CheckItem.objects.filter(ticket=held.ticket).count()
    if begin + len(wanted) > MOST:
        raise Refused(say("A ticket holds at most %(most)s items.", most=MOST))
    rows = [
        CheckItem(
            ticket=held.ticket, checklist=of, place=begin + no, words=line.words, must=line.must, added_at=held.now
        )
        for no, line in enumerate(wanted)
    ]
    CheckItem.objects.bulk_create(rows)
    held.record("checklist.added", {"checklist": of.pk if of else None, "items": len(rows)})
