"""Tickets as a kind of import, for the pages and the command that import anything."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from steadfast.apps.desk.importing import tickets
from steadfast.apps.desk.importing.making import would_make
from steadfast.apps.desk.importing.plan.planning import PlannedTicket
from steadfast.apps.imports import kinds
from steadfast.apps.imports.guessing import ticket_fields
from steadfast.apps.imports.kinds import Clock, Planned, Progress, Run, Shown
from steadfast.foundation.actor import Actor

SHOWN = 8  # tickets of a plan


class TicketKind:
    """Tickets. A file is planned as a whole; a bad row keeps all of it out, unless such rows are to be skipped."""

    name = "tickets"
    label = _("Tickets")
    stops_at_bad_rows = True

    fields = ticket_fields.TICKETS

    def plan(self, run: Run, *, progress: Progress, now: datetime) -> Planned:
        """Say what the import would do; write nothing."""
        prepared = tickets.prepare(_source(run), now=now)
        counts = {
            **prepared.file.counts,
            "new": prepared.file.counts["tickets"],
            "same": len(prepared.same),
            "kept": 0,
            "refused": prepared.bad.count,
        }
        new = (one for one in prepared.plan.tickets if one.history.key not in prepared.same)
        aliases = {**run.mapping.aliases}
        made = would_make((one.history for one in prepared.plan.tickets), prepared.source.of, aliases)
        return Planned(counts, tuple(_shown(new, prepared.changed)), prepared.bad.refused, makes=made)

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
    skips = bool(run.options.get(kinds.SKIP))
    return tickets.Source(path=run.path, mapping=run.mapping, name=run.name, system=run.source, skip_bad_rows=skips)


def _shown(planned: Iterable[PlannedTicket], changed: frozenset[str]) -> Iterable[Shown]:
    for _place, one in zip(range(SHOWN), planned, strict=False):
        history = one.history
        phase = f"waiting {history.waits[-1].reason}" if history.phase == "waiting" else history.phase
        cells: dict[str, Any] = {
            "title": history.title,
            "client": history.client,
            "priority": history.priority,
            "state": phase,
            "owner": history.owner or "",
            "opened_at": history.opened_at.isoformat(),
        }
        outcome = "changed" if history.key in changed else "new"
        yield Shown(history.line, history.key, outcome, tuple((name, None, value) for name, value in cells.items()))
