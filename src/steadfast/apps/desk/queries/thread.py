"""The thread of a ticket: what was said and what happened, newest first, as its reader may see it.

A client's contact sees what was said between them and us, and the facts that concern them; never a note inside.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.desk.queries import source
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment import instants
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event

LIMIT = 100  # entries on the page; the address leads to older ones
PROMISES = ("promise", "next update", "answer")
SOURCE_ROW = "ticket.source_row"
FOR_CONTACTS = (
    "ticket.opened", "ticket.resolved", "ticket.confirmed", "ticket.closed", "ticket.reopened",
    "wait.begun", "wait.answered", "commitment.promised",
)  # fmt: skip
FACTS = (
    *FOR_CONTACTS,
    "ticket.taken",
    "ticket.wait_expired",
    "ticket.wait_ended",
    "ticket.word_kept",
    "commitment.moved",
    SOURCE_ROW,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: kind is public, heard, inside or fact; `id` is its event's, which orders the thread."""

    id: int
    kind: str
    at: datetime
    who: str
    to: str
    text: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """Entries newest first, the id of the newest event, and the cursor to older entries."""

    entries: list[Entry]
    newest: int
    older: int | None

    def since(self, event_id: int) -> list[Entry]:
        """Return what came after an event, newest first."""
        return [entry for entry in self.entries if entry.id > event_id]


def thread(
    ticket: Ticket,
    promises: Sequence[Commitment],
    waits: Sequence[Wait],
    actor: Actor,
    *,
    before: int | None = None,
) -> Thread:
    """Return the thread, in three queries."""
    messages = list(_messages(ticket, actor, before))
    events = list(_events(ticket, actor, before))
    names = _names(messages, events)
    said = {message.event_id for message in messages}
    by_event = {wait.evidence_event_id: wait for wait in waits}
    teller = Teller(ticket, names, {p.pk: p for p in promises}, by_event, said, actor.client_id is None)
    entries = [*map(teller.message, messages), *teller.facts(events)]
    entries.sort(key=lambda entry: entry.id, reverse=True)
    newest = max((event.pk for event in events), default=0)
    older = entries[LIMIT - 1].id if len(entries) > LIMIT else None
    return Thread(entries[:LIMIT], max([newest, *said]), older)


def _messages(ticket: Ticket, actor: Actor, before: int | None) -> Iterable[Message]:
    rows = Message.objects.filter(ticket=ticket).order_by("-event_id")
    if actor.client_id is not None:
        rows = rows.exclude(kind="inside")
    return rows.filter(event_id__lt=before)[: LIMIT + 1] if before else rows[: LIMIT + 1]


def _events(ticket: Ticket, actor: Actor, before: int | None) -> Iterable[Event]:
    kinds = FACTS if actor.client_id is None else FOR_CONTACTS
    rows = Event.objects.filter(subject_id=ticket.pk, kind__in=kinds).select_related("text").order_by("-id")
    return rows.filter(pk__lt=before)[: LIMIT + 1] if before else rows[: LIMIT + 1]


def _names(messages: Iterable[Message], events: Iterable[Event]) -> Mapping[int, str]:
    """Return the names of all whom the thread mentions, by id."""
    keys = {message.author_id for message in messages} | {event.actor_id for event in events}
    keys |= {event.data.get("from") for event in events if event.kind == "ticket.taken"}
    keys |= {event.data.get("owner") for event in events if event.kind == SOURCE_ROW}
    return dict(Person.objects.filter(pk__in=[key for key in keys if key is not None]).values_list("pk", "name"))


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells events in words; it knows the names, promises and waits that they mention by number."""

    ticket: Ticket
    names: Mapping[int, str]
    promises: Mapping[int, Commitment]
    waits: Mapping[int | None, Wait]
    said: set[int]
    inside: bool  # whether the reader is one of us

    def name(self, key: int | None) -> str:
        return self.names.get(key, "Somebody") if key is not None else "Steadfast"

    def message(self, message: Message) -> Entry:
        contact = self.ticket.contact.name if self.ticket.contact else self.ticket.client.name
        who = self.name(message.author_id) if message.author_id else contact
        to = contact if message.kind == "public" else ""
        return Entry(message.event_id, message.kind, message.at, who, to, message.text)

    def facts(self, events: Iterable[Event]) -> Iterator[Entry]:
        for event in events:
            text, until = self.told(event)
            who = "The source:" if event.kind == SOURCE_ROW else self.name(event.actor_id)
            if text:
                yield Entry(event.pk, "fact", event.at, who, "", text, until)

    def told(self, event: Event) -> tuple[str, datetime | None]:
        """Return the rest of a sentence that begins with who did it, and an instant that ends it."""
        if event.kind == "commitment.promised":
            return self._promised(event)
        if event.kind in ("wait.begun", "wait.answered"):
            return self._wait(event)
        if event.kind == "ticket.taken":
            return self._taken(event), None
        if event.kind == SOURCE_ROW:
            return source.told(event.data, self.names), None
        if event.kind == "ticket.opened" and event.pk in self.said:
            return "", None
        return PLAIN.get(event.kind, ""), None

    def _promised(self, event: Event) -> tuple[str, datetime | None]:
        promise = self.promises.get(event.commitment_id or 0)
        if promise is None or promise.kind not in PROMISES or promise.direction == "theirs":
            return "", None
        words = "the next update" if promise.kind == "next update" else f"“{promise.what}”"
        return f"promised {words} by", promise.first_due_at

    def _wait(self, event: Event) -> tuple[str, datetime | None]:
        if event.kind == "wait.answered":
            answer = self.promises.get(event.data.get("answer") or 0)
            return (f"noted a yes: “{answer.what}” by", answer.first_due_at) if answer else ("", None)
        wait = self.waits.get(event.pk)
        if wait is None:
            return "", None
        whom = "a supplier" if wait.reason == "supplier" else "the client"
        if wait.reason == "supplier" and not self.inside:  # what we want of a supplier is between us and them
            return f"waits for {whom}, at the latest until", wait.expires_at
        first = event.data.get("expires_at")  # a yes to a date moves the wait's own
        until = instants.parse(first) if first else wait.expires_at
        return f"waits for {whom}: “{wait.words}”, at the latest until", until

    def _taken(self, event: Event) -> str:
        before = event.data.get("from")
        if before is None or before == event.actor_id:
            return "took it"
        return f"took it, {self.name(before)} had answered for it"


PLAIN = {
    "ticket.opened": "opened it",
    "ticket.resolved": "resolved it",
    "ticket.confirmed": "closed it, the client confirmed",
    "ticket.closed": "closed it",
    "ticket.reopened": "reopened it",
    "ticket.wait_expired": "ended the wait, its time was up",
    "ticket.wait_ended": "works on it again",
    "ticket.word_kept": "noted a promise as kept",
    "commitment.moved": "moved a due time with the creditor’s yes",
}
