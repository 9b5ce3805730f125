"""Tickets as a kind of import, for the pages and the command that import anything."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from steadfast.apps.desk.importing import tickets
from steadfast.apps.desk.importing.plan.planning import PlannedTicket
from steadfast.apps.imports import kinds
from steadfast.apps.imports.kinds import Clock, Field, Planned, Progress, Run, Shown
from steadfast.apps.imports.mapping import fields
from steadfast.foundation.actor import Actor

SHAPES = {
    "instant": "instant",
    "day": "date",
    "count": "number",
    "number": "number",
    "code": "choice",
    "flag": "yes or no",
}
SYNONYMS = {
    "key": ("number", "ticket", "ticket id", "ticket number", "issue key", "case id", "incident", "id"),
    "at": ("updated", "updated at", "last updated", "sys updated at", "timestamp", "time timestamp", "modified"),
    "opened_at": ("created", "created at", "opened", "opened at", "date created", "date logged", "reported"),
    "first_response_at": ("first response", "responded at", "first reply"),
    "resolved_at": ("resolved", "resolved at", "solved at", "resolution date"),
    "closed_at": ("closed", "closed at", "date closed", "completed"),
    "state": ("status", "state", "incident state", "activity"),
    "priority": ("priority", "severity"),
    "client": ("client", "company", "customer", "account", "organization"),
    "contact": ("contact", "requester", "reporter", "caller", "user"),
    "team": ("team", "group", "assignment group", "queue", "board", "workgroup"),
    "owner": ("owner", "assignee", "assigned to", "agent", "resource", "technician"),
    "channel": ("channel", "source", "contact type"),
    "category": ("category", "type", "issue type", "product"),
    "title": ("title", "summary", "subject"),
}


class TicketKind:
    """Tickets. A file is planned as a whole; what is wrong with it is raised as a Fault."""

    name = "tickets"
    label = _("Tickets")

    @property
    def fields(self) -> tuple[Field, ...]:
        """What a column can be."""
        return tuple(_field(item) for item in fields.of("tickets"))

    def plan(self, run: Run, *, progress: Progress, now: datetime) -> Planned:
        """Say what the import would do; write nothing."""
        prepared = tickets.prepare(_source(run), now=now)
        counts = {
            **prepared.file.counts,
            "new": prepared.file.counts["tickets"],
            "same": len(prepared.same),
            "kept": 0,
            "refused": 0,
        }
        new = (one for one in prepared.plan.tickets if one.history.key not in prepared.same)
        return Planned(counts, tuple(_shown(new, prepared.changed)))

    def bring_in(self, run: Run, *, actor: Actor, clock: Clock, progress: Progress, breath_s: float = 0.0) -> int:
        """Import the file, or go on where a killed run stopped; return the batch."""
        prepared = tickets.prepare(_source(run), now=clock())
        return tickets.bring_in(prepared, actor=actor, clock=clock, progress=progress, breath_s=breath_s)

    def undo(self, batch_id: int, *, actor: Actor, clock: Clock) -> None:
        """Undo a batch; one that was interrupted is finished by calling it again."""
        tickets.undo(batch_id, actor=actor, clock=clock)


TICKETS = TicketKind()


def register() -> None:
    """Register tickets."""
    kinds.register(TICKETS)


def _source(run: Run) -> tickets.Source:
    return tickets.Source(path=run.path, mapping=run.mapping, name=run.name, system=run.source)


def _field(item: fields.Field) -> Field:
    return Field(
        item.name,
        item.name.replace("_", " "),
        needed=item.needed,
        synonyms=SYNONYMS.get(item.name, (item.name.replace("_", " "),)),
        shape=SHAPES.get(item.reads, "text"),
        choices=tuple((str(word), str(word)) for word in item.words),
    )


def _shown(planned: Iterable[PlannedTicket], changed: frozenset[str]) -> Iterable[Shown]:
    for _place, one in zip(range(kinds.SAMPLE), planned, strict=False):
        history = one.history
        cells: dict[str, Any] = {
            "title": history.title,
            "client": history.client,
            "priority": history.priority,
            "state": history.phase,
            "owner": history.owner or "",
            "opened_at": f"{history.opened_at:%Y-%m-%d %H:%M}",
        }
        outcome = "changed" if history.key in changed else "new"
        yield Shown(history.line, history.key, outcome, tuple((name, "", value) for name, value in cells.items()))
