"""Checklists, and the items of tickets: what stands on one, what keeps it from being resolved, and both in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from steadfast.apps.automation.models import CheckItem, Checklist
from steadfast.apps.desk.models import Ticket
from steadfast.domain.language import say, say_n
from steadfast.foundation.models import Event

MOST = 200  # checklists to choose from
FACTS = ("checklist.added", "check_item.ticked", "check_item.unticked", "check_item.taken_off")


def all_of_them() -> QuerySet[Checklist]:
    """Return the checklists by name."""
    return Checklist.objects.order_by("name", "pk")


def on(ticket_ids: Sequence[int]) -> list[CheckItem]:
    """Return the items of tickets in their order."""
    rows = CheckItem.objects.filter(ticket_id__in=list(ticket_ids), gone_at=None).order_by("ticket_id", "place")
    return list(rows.select_related("done_by"))


def holding(ticket_ids: Sequence[int]) -> list[str]:
    """Return the words of what must be ticked before these tickets are resolved."""
    rows = CheckItem.objects.filter(ticket_id__in=list(ticket_ids), gone_at=None, must=True, done_at=None)
    return list(rows.order_by("ticket_id", "place").values_list("words", flat=True))


def along(_reader: int) -> Mapping[str, Any]:
    """Return what the page of a ticket reads along: whether there is a checklist on it, or on one merged into it."""
    there = Q(ticket=OuterRef("pk")) | Q(ticket__merged_into=OuterRef("pk"))
    return {"has_checklist": Exists(CheckItem.objects.filter(there, gone_at=None))}


def for_new(ticket: Ticket) -> list[Checklist]:
    """Return the checklists that a new ticket gets by itself."""
    rows = Checklist.objects.filter(on_new__in=["any", ticket.kind])
    return list(rows.filter(Q(category="") | Q(category__iexact=ticket.category)).order_by("name"))


def told(events: Sequence[Event]) -> Mapping[int, str]:
    """Say what happened with the items of a ticket, each as the rest of a sentence that begins with who did it."""
    keys = {event.data.get("item") for event in events} | {event.data.get("checklist") for event in events}
    wanted = [key for key in keys if key is not None]
    items = dict(CheckItem.objects.filter(pk__in=wanted).values_list("pk", "words"))
    names = dict(Checklist.objects.filter(pk__in=wanted).values_list("pk", "name"))
    return {event.pk: _said(event, items, names) for event in events}


def _said(event: Event, items: Mapping[int, str], names: Mapping[int, str]) -> str:
    data = event.data
    if event.kind == "checklist.added":
        n, name = data.get("items", 0), names.get(data.get("checklist") or 0)
        if name is None:
            return say_n("put %(n)s item on the checklist", "put %(n)s items on the checklist", n)
        return say("put the checklist “%(name)s” on it", name=name)
    words = items.get(data.get("item") or 0, "")
    if event.kind == "check_item.ticked":
        return say("ticked “%(item)s”", item=words)
    if event.kind == "check_item.unticked":
        return say("took the tick off “%(item)s”", item=words)
    return say("took “%(item)s” off the checklist", item=words)
