"""Messages of tickets as a kind of import: a row is one message, which names its ticket by the key it has there.

A message finds its ticket among those that earlier imports of the same source brought. It is a fact of the past: it is
read and found here like any other, and sends nothing, promises nothing and keeps nothing.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from steadfast.apps.desk.importing.authors import Authors
from steadfast.apps.desk.importing.queries import known
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.desk.operations import bringing
from steadfast.apps.imports import kinds
from steadfast.apps.imports.kinds import Field
from steadfast.apps.imports.record_kinds import RecordKind
from steadfast.apps.imports.records.noun import Looking, Values, Wrong
from steadfast.apps.imports.records.nouns import fields
from steadfast.domain.commitment import instants
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent

TICKETS, AUTHORS = "tickets", "authors"
LONGEST = 100_000
KINDS = (
    ("public", gettext_lazy("to the client")),
    ("heard", gettext_lazy("from the client")),
    ("inside", gettext_lazy("inside")),
)


class Messages:
    """`by` is what the source calls who said it; the author is found by it, or there is none."""

    kind = "messages"
    label = gettext_lazy("Messages of tickets")
    chunk = 50
    fixed: Mapping[str, Any] = {}
    fields = (
        fields.key("31005"),
        Field("ticket", gettext_lazy("Key of its ticket there"), needed=True, example="1042"),
        Field("at", gettext_lazy("Said"), needed=True, example="2026-03-02 09:14", shape="instant"),
        Field("kind", gettext_lazy("To whom"), needed=True, example="public", shape="choice", choices=KINDS),
        Field("by", gettext_lazy("Who said it"), example="Amara Ruiz"),
        Field("text", gettext_lazy("Text"), needed=True, example="It works again.", shape="lines", longest=LONGEST),
    )

    def learn(self, rows: Sequence[Mapping[str, Any]], look: Looking, *, lock: bool) -> None:
        """Find the tickets and those who may have spoken on them; hold their chains where they are written to."""
        found = known(look.source, {str(row["ticket"]) for row in rows})
        tickets = Ticket.objects.select_related("subject").in_bulk([one.subject_id for one in found.values()])
        look.found[TICKETS] = {key: tickets[one.subject_id] for key, one in found.items()}
        look.found[AUTHORS] = Authors({ticket.client_id for ticket in tickets.values()})
        if lock:
            events.hold_chains(ticket.subject.chain_id for ticket in tickets.values())

    def resolved(self, values: Mapping[str, Any], look: Looking) -> Values:
        """Return the plain values of a row. What a contact said in public is said by the client."""
        ticket = look.found[TICKETS].get(str(values["ticket"]))
        if ticket is None:
            raise Wrong("ticket", _("No ticket of this source has that key; import tickets first."))
        by = values.get("by") or ""
        kind, author = look.found[AUTHORS].of(values["kind"], by, ticket.client_id)
        at = instants.text(values["at"])
        return {"ticket": ticket.pk, "at": at, "kind": kind, "by": by, "author": author, "text": values["text"]}

    def rows(self, ids: Collection[int], *, lock: bool) -> dict[int, Any]:
        """Return messages by number."""
        rows = Message.objects.filter(pk__in=ids).order_by("pk")
        if lock:
            events.hold_chains(set(rows.order_by().values_list("ticket__subject__chain", flat=True)))
            rows = rows.select_for_update(of=("self",), no_key=True)
        return {row.pk: row for row in rows}

    def present(self, row: Any) -> Values:
        """Return what a message says now."""
        said = {"ticket": row.ticket_id, "at": instants.text(row.at), "kind": row.kind, "by": row.by}
        return {**said, "author": row.author_id, "text": row.text, "active": row.gone_at is None}

    def alike(self, by: str, values: Values) -> list[int]:
        """Return nothing: two messages may say the same."""
        return []

    def claim(self, values: Values) -> Hashable | None:
        """Return nothing: messages share what they like."""
        return None

    def taken(self, claims: Collection[Hashable]) -> dict[Hashable, int]:
        """Return nothing."""
        return {}

    def begin(self, values: Values, key: str, *, actor: Actor, now: datetime) -> tuple[Any, list[NewEvent]]:
        """Bring a message in; it tells of itself, since it stands for its event."""
        return bringing.bring(_put(Message(), values, now), actor=actor, now=now), []

    def alter(self, row: Any, values: Values, *, actor: Actor, now: datetime) -> list[NewEvent]:
        """Let a message say something else, be gone, or be there again."""
        bringing.correct(_put(row, values, now), actor=actor, now=now)
        return []


def _put(row: Message, values: Values, now: datetime) -> Message:
    columns = {"ticket": "ticket_id", "author": "author_id"}
    for name, value in values.items():
        if name == "active":
            row.gone_at = None if value else now
        else:
            setattr(row, columns.get(name, name), instants.parse(value) if name == "at" else value)
    return row


def register() -> None:
    """Register messages."""
    kinds.register(RecordKind(Messages()))
