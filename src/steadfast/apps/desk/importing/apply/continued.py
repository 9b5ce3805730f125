"""A known ticket beside what a newer export says of it: the rows that are new, and what else of it reads otherwise.

The plan and the import both ask here, so that neither says of a ticket what the other does not. With the client to whom
its chain belongs a ticket stays, and it was opened when it was.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from steadfast.apps.desk.importing.log import merging, retold
from steadfast.apps.desk.importing.log.fold import Fold
from steadfast.apps.desk.importing.log.history import SourceRow, TicketHistory
from steadfast.apps.desk.importing.log.retold import Told
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person
from steadfast.apps.imports.mapping import Mapping as Meaning
from steadfast.foundation import events
from steadfast.foundation.models import Event


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What a ticket is called from now on, the name of its contact and how it came in; None: as before."""

    title: str | None = None
    contact: str | None = None
    channel: str | None = None

    @property
    def is_anything(self) -> bool:
        return (self.title, self.contact, self.channel) != (None, None, None)


@dataclass(frozen=True, slots=True)
class Continued:
    """What follows from what is known and what an export says; nothing is new where there are no fresh rows."""

    history: TicketHistory
    fresh: tuple[SourceRow, ...]
    otherwise: Otherwise


@dataclass(frozen=True, slots=True)
class Before:
    """What was told of some tickets, by subject, and the names of their owners by number."""

    told: Mapping[int, Sequence[Told]]
    people: Mapping[int, str]


def before(subjects: Sequence[int]) -> Before:
    """Return what was told of tickets, in two queries."""
    told = {key: _told(pairs) for key, pairs in events.read_many(subjects).items()}
    named = {owner for rows in told.values() for row in rows if (owner := row.data.get("owner")) is not None}
    return Before(told, dict(Person.objects.filter(pk__in=named).values_list("pk", "name")))


def continued(
    row: Ticket, said: TicketHistory, known: Before, meaning: Meaning, ours: Callable[[str], str], *, stays: bool
) -> Continued:
    """Lay one ticket beside an export. `ours`: how a name of the source reads here; `stays`: its client is the same."""
    told = known.told.get(row.pk, [])
    whole = meaning.tickets.rows == "tickets"
    other = _otherwise(row, said, told, ours, stays=stays)
    said = replace(said, client=row.client.name, contact=None)
    if not whole and retold.begins(told, said.rows):
        history, fresh = said, said.rows[len(told) :]
    else:
        rows = retold.rebuilt(told, said.key, row.opened_at, known.people)
        more = merging.fresh(rows, said.said, whole=whole, ours=ours, differs=other.is_anything)
        fold = Fold(rows[0])
        for one in (*rows, *more):
            fold.play(one)
        history = replace(fold.history(meaning), client=row.client.name, contact=None, digest=said.digest)
        fresh = history.rows[len(rows) :]
    return Continued(history, fresh, other if fresh else Otherwise())


def _otherwise(
    row: Ticket, said: TicketHistory, told: Sequence[Told], ours: Callable[[str], str], *, stays: bool
) -> Otherwise:
    """Return what reads otherwise. What an export leaves empty says nothing, nor does a key that stands for a title."""
    title = said.title if said.title not in (said.key, row.subject.title) else None
    contact = said.contact if said.contact and stays and _is_another(row, said.contact, told, ours) else None
    channel = said.channel if said.channel not in ("", row.channel) else None
    return Otherwise(title, contact, channel)


def _is_another(row: Ticket, name: str, told: Sequence[Told], ours: Callable[[str], str]) -> bool:
    """Tell whether the source names another contact than before: one who was renamed here is the same."""
    if row.contact is None or row.contact.name == ours(name):
        return row.contact is None
    last = next((one for one in reversed(told) if "contact" in one.data), None)
    return last is not None and last.event is not None and not events.attests(last.event.text, "contact", name)


def _told(pairs: Sequence[tuple[Event, dict[str, Any]]]) -> list[Told]:
    return retold.rows_told([Told(event.kind, event.at, data, event) for event, data in pairs])
