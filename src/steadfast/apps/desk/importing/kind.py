"""Tickets as a kind of import, for the pages and the command that import anything."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from steadfast.apps.desk.importing import beside, tickets
from steadfast.apps.desk.importing.log.history import TicketHistory
from steadfast.apps.desk.importing.making import would_make
from steadfast.apps.desk.importing.queries import known
from steadfast.apps.desk.importing.tickets import Prepared
from steadfast.apps.imports import kinds, matching
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
            "kept": len(prepared.kept),
            "refused": prepared.bad.count,
        }
        aliases = {**run.mapping.aliases}
        made = would_make((one.history for one in prepared.plan.tickets), prepared.source.of, aliases)
        return Planned(counts, tuple(_shown(prepared)), prepared.bad.refused, makes=made)

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


def _shown(prepared: Prepared) -> Iterable[Shown]:
    """Yield some tickets, those first that are here and change; of them also how they stand now."""
    told = [one.history for one in prepared.plan.tickets if one.history.key not in prepared.same | prepared.kept]
    some = sorted(told, key=lambda history: history.key not in prepared.changed)[:SHOWN]
    source = prepared.source
    here = known(source.of, [history.key for history in some])
    now = beside.standing(one.subject_id for one in here.values())
    parties = matching.clients(source.of, {history.client for history in some})
    for history in some:
        ticket = now[here[history.key].subject_id] if history.key in here else {}
        cells = _cells(history, {**source.mapping.aliases, **source.aliases})
        if ticket and parties.get(history.client) == ticket.pop("client_id"):
            cells["client"] = ticket["client"]
        outcome = "changed" if ticket else "new"
        said = tuple((name, ticket.get(name), value) for name, value in cells.items())
        yield Shown(history.line, history.key, outcome, said)


def _cells(history: TicketHistory, aliases: Mapping[str, str]) -> dict[str, Any]:
    phase = f"waiting {history.waits[-1].reason}" if history.phase == "waiting" else history.phase
    names = {name: getattr(history, name) or "" for name in ("client", "contact", "team", "owner")}
    ours = {name: aliases.get(text, text) for name, text in names.items()}
    return {
        "title": history.title,
        "client": ours["client"],
        "contact": ours["contact"],
        "priority": history.priority,
        "state": phase,
        "team": ours["team"],
        "owner": names["owner"],
        "channel": history.channel,
        "category": history.category,
        "opened_at": history.opened_at.isoformat(),
    }
