"""Bulk changes as who made them sees them: how many rows became what, and per ticket what was or would be otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from steadfast.apps.desk.models import BulkRow, BulkRun
from steadfast.domain.commitment import instants
from steadfast.foundation import pages, subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.pages import Page

SIZE = 100
RECENT = 20
SAID = ("promise", "answer", "visit")  # kinds of promises that are known by their words
COUNTS = {
    "would": Q(outcome="would"),
    "done": Q(outcome="done"),
    "refused": Q(outcome="refused"),
    "changed": Q(outcome="changed"),
    "untried": Q(outcome=""),
    "undone": Q(undoing="undone"),
    "kept": Q(undoing="refused"),
    "to_undo": Q(outcome="done", undoing=""),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise: what it is, what it was and what it became; instants, words, or nothing."""

    what: str
    old: datetime | str
    new: datetime | str


@dataclass(frozen=True, slots=True)
class Told:
    """A row with its ticket's address and all that changes on it."""

    row: BulkRow
    url: str
    changes: list[Change]


def visible_to(actor: Actor) -> QuerySet[BulkRun]:
    """Return the bulk changes that somebody made; nobody else needs them, as each ticket tells its own."""
    return BulkRun.objects.filter(person_id=actor.person_id or 0)


def recent(actor: Actor) -> list[BulkRun]:
    """Return one's bulk changes that were applied, newest first, with how many tickets each changed."""
    applied = visible_to(actor).exclude(applied_at=None).order_by("-made_at", "-pk")
    return list(applied.annotate(done=Count("rows", filter=Q(rows__outcome="done")))[:RECENT])


def counts(run: BulkRun) -> Mapping[str, int]:
    """Return how many rows became what, and `all` of them."""
    named = {name: Count("pk", filter=where) for name, where in COUNTS.items()}
    return BulkRow.objects.filter(run=run).aggregate(all=Count("pk"), **named)


def page(run: BulkRun, *, after: str | None) -> Page[BulkRow]:
    """Return a page of rows: those that cannot be done first come where they were chosen."""
    rows = BulkRow.objects.filter(run=run).select_related("ticket__subject", "ticket__client", "ticket__owner")
    return pages.page(rows, order=("place",), after=after, size=SIZE)


def told(row: BulkRow) -> Told:
    """Return a row with its changes in words."""
    changes = _changes(row.before, row.after) if row.before and row.after else []
    return Told(row, subjects.url_of(row.ticket.subject), changes)


def _changes(was: Mapping[str, Any], became: Mapping[str, Any]) -> list[Change]:
    pairs = [
        (_("State"), was["state"], became["state"]),
        (_("Priority"), was["priority"], became["priority"]),
        (_("Owner"), _owner(was), _owner(became)),
        (_("Offered to"), was["offered_to"], became["offered_to"]),
    ]
    found = [Change(what, old, new) for what, old, new in pairs if old != new]
    return [*found, *_dues(was["due"], became["due"])]


def _owner(one: Mapping[str, Any]) -> str:
    if one["taken"] or not one["owner_name"]:
        return str(one["owner_name"])
    return _("nobody yet, %(name)s on duty") % {"name": one["owner_name"]}


def _dues(was: Mapping[str, list[str]], became: Mapping[str, list[str]]) -> list[Change]:
    """Return each promise whose due time moves, that ends, or that is new; what they owe us is named as theirs."""
    found = []
    for key in dict.fromkeys([*was, *became]):
        old, new = was.get(key), became.get(key)
        if old and new and old[3] == new[3]:
            continue
        kind, what, direction, _due = old or new or ["", "", "", ""]
        name = what if kind in SAID else kind.capitalize()
        name = name if direction == "ours" else _("Theirs: %(what)s") % {"what": name}
        before = instants.parse(old[3]) if old else ""
        found.append(Change(_("%(promise)s due") % {"promise": name}, before, _then(new)))
    return found


def _then(new: list[str] | None) -> datetime | str:
    return instants.parse(new[3]) if new else _("ended by it")
