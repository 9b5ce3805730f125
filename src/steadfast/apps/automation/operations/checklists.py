"""Make, change and remove checklists. What a checklist put on a ticket stays there as it was."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from steadfast.apps.automation.models import Checklist
from steadfast.domain.automation import lines
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN
from steadfast.foundation.seen import refuse_stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A checklist as it shall be; the lines as domain.automation.lines reads them."""

    name: str
    lines: str
    on_new: str = ""
    category: str = ""


@transaction.atomic
def keep(checklist_id: int | None, said: Kept, *, seen: str = "", actor: Actor, now: datetime) -> Checklist:
    """Write it, a new one without an id. Raise Stale when it is not the one that was `seen`."""
    row = Checklist(changed_at=now)
    if checklist_id is not None:
        row = Checklist.objects.select_for_update(no_key=True).get(pk=checklist_id)
        refuse_stale(seen, present(row))
    if Checklist.objects.filter(name__iexact=said.name).exclude(pk=checklist_id or 0).exists():
        raise Refused(say("Another checklist is called “%(name)s”.", name=said.name))
    if not lines.read(said.lines):
        raise Refused(say("Write at least one item."))
    row.name, row.lines, row.on_new, row.category = said.name, said.lines, said.on_new, said.category
    row.changed_at = now
    row.save()
    _record("checklist.changed" if checklist_id else "checklist.made", row, actor=actor, now=now)
    return row


@transaction.atomic
def remove(checklist_id: int, *, actor: Actor, now: datetime) -> None:
    """Remove it; the items that it put on tickets stay."""
    row = Checklist.objects.select_for_update(no_key=True).filter(pk=checklist_id).first()
    if row is not None:
        _record("checklist.removed", row, actor=actor, now=now)
        row.delete()


def present(row: Checklist) -> dict[str, Any]:
    """Return what a form shows of it."""
    return {"name": row.name, "lines": row.lines, "on_new": row.on_new, "category": row.category}


def _record(kind: str, row: Checklist, *, actor: Actor, now: datetime) -> None:
    told = events.NewEvent(PRACTICE_CHAIN, kind, now, None, {"checklist": row.pk, **present(row)})
    events.append(told, actor=actor, now=now)
