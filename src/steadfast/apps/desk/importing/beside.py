"""A file of tickets beside those that are here: which of them it would change, and how these stand now. Only reads."""

from collections.abc import Iterable, Mapping
from itertools import batched
from typing import Any

from steadfast.apps.commitments.models import Wait
from steadfast.apps.desk.importing.apply.continued import before, continued
from steadfast.apps.desk.importing.log.history import TicketHistory
from steadfast.apps.desk.importing.queries import Known, worked_on
from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports import matching
from steadfast.apps.imports.mapping import Mapping as Meaning
from steadfast.apps.imports.models import Source

SOME = 500  # tickets whose events are read at once
NAMED = ("subject", "client", "contact", "team")


def would_change(
    said: Mapping[str, TicketHistory],
    here: Mapping[str, Known],
    source: str,
    meaning: Meaning,
    aliases: Mapping[str, str],
) -> tuple[frozenset[str], frozenset[str]]:
    """Return which of these known tickets, by key, an import would change, and which it would leave to who works here.

    One that only writes the same otherwise is neither.
    """
    leads = Source.objects.filter(name=source).values_list("leads", flat=True).first() or meaning.leads
    changed: set[str] = set()
    for some in batched(said, SOME):
        keys = {here[key].subject_id: key for key in some}
        parties = matching.clients(source, {said[key].client for key in some})
        known = before(list(keys))
        for row in Ticket.objects.filter(pk__in=keys).select_related(*NAMED):
            history = said[keys[row.pk]]
            stays = _is_of(row, history.client, parties, aliases)
            told = continued(row, history, known, meaning, lambda name: aliases.get(name, name), stays=stays)
            changed |= {keys[row.pk]} if told.fresh else set()
    kept = worked_on({here[key].subject_id: here[key].told for key in changed}) if leads != "source" else set()
    left = frozenset(key for key in changed if here[key].subject_id in kept)
    return frozenset(changed) - left, left


def _is_of(row: Ticket, client: str, parties: Mapping[str, int], aliases: Mapping[str, str]) -> bool:
    """Tell whether a ticket is of the client whom its source names."""
    ours = aliases.get(client, client)
    return row.client.name.casefold() == ours.casefold() or parties.get(ours) == row.client_id


def standing(subjects: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return how tickets stand here, by subject and by the fields that a plan shows."""
    rows = Ticket.objects.filter(pk__in=list(subjects)).select_related(*NAMED)
    waits = Wait.objects.filter(subject_id__in=[row.pk for row in rows], until=None).values_list("subject_id", "reason")
    waits_for = dict(waits)
    return {row.pk: _cells(row, waits_for.get(row.pk, "")) for row in rows}


def _cells(row: Ticket, waits_for: str) -> dict[str, Any]:
    return {
        "title": row.subject.title,
        "client": row.client.name,
        "client_id": row.client_id,
        "contact": row.contact.name if row.contact else "",
        "priority": row.priority,
        "state": f"waiting {waits_for}" if row.state == "waiting" and waits_for else row.state,
        "team": row.team.name if row.team else "",
        "owner": row.source_owner,
        "channel": row.channel,
        "category": row.category,
        "opened_at": row.opened_at.isoformat(),
    }
