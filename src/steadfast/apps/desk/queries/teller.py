"""Tells the messages and events of a ticket in words, each as one entry of its thread."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from steadfast.apps.commitments.models import Commitment, HandOver, Wait
from steadfast.apps.desk.beneath import Notes
from steadfast.apps.desk.models import Attachment, Message, Ticket
from steadfast.apps.desk.queries import chosen, hands_told, reprioritized, source, together_told
from steadfast.apps.desk.queries.entry import Entry
from steadfast.domain.commitment import instants
from steadfast.domain.language import known, say, say_n
from steadfast.foundation.models import Event

PROMISES = {"visit": known("promised a visit, “%(what)s”, by"), "next update": known("promised the next update by")}
PROMISES |= dict.fromkeys(("promise", "answer"), known("promised “%(what)s” by"))
SOURCE_ROW = "ticket.source_row"

type Told = tuple[str, datetime | None]


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells events in words; it knows the names, promises and waits that they mention by number."""

    ticket: Ticket
    names: Mapping[int, str]
    promises: Mapping[int, Commitment]
    waits: Mapping[int | None, Wait]
    said: set[int]
    inside: bool  # whether the reader is one of us
    say: Callable[[datetime], str]  # an instant, to the reader
    handed: Mapping[int, HandOver]
    joined: Mapping[int, Ticket]  # the tickets merged into it, by key
    files: Mapping[int, Sequence[Attachment]]
    higher: Mapping[int, str]  # what higher apps say of events, by id
    notes: Notes = field(default_factory=dict)

    def name(self, key: int | None) -> str:
        return self.names.get(key) or say("Somebody") if key is not None else "Steadfast"

    def message(self, message: Message) -> Entry:
        contact = self.ticket.contact.name if self.ticket.contact else self.ticket.client.name
        nobody = contact if message.kind == "heard" else say("Nobody named")
        who = self.name(message.author_id) if message.author_id else message.by or nobody
        to = contact if message.kind == "public" else ""
        origin, files = self.origin(message.ticket_id), self.files.get(message.pk, ())
        to = "" if origin else to
        said = {"origin": origin, "files": files, "message": message.pk, "notes": self.notes.get(message.pk, ())}
        return Entry(message.event_id, message.kind, message.at, who, to, message.text, **said)  # type: ignore[arg-type]

    def facts(self, events: Sequence[Event]) -> Iterator[Entry]:
        along = reprioritized.along(events)
        for event in events:
            text, until = self._priority(event, along) if event.kind in reprioritized.KINDS else self.told(event)
            who = say("The source:") if event.kind == SOURCE_ROW or _is_import(event) else self.name(event.actor_id)
            if text:
                origin = self.origin(event.subject_id or 0)
                yield Entry(event.pk, "fact", event.at, who, "", text, until, origin)

    def origin(self, key: int) -> str:
        """Return the label of a ticket that was merged into this one, "" for this one."""
        return self.joined[key].subject.label if key in self.joined else ""

    def told(self, event: Event) -> Told:
        """Return the rest of a sentence that begins with who did it, and an instant that ends it."""
        if event.kind in hands_told.KINDS:
            return hands_told.told(event.kind, event.data, self.handed, self.name), None
        if event.kind in together_told.KINDS:
            return together_told.told(event.kind, event.data, event.subject_id), None
        if event.pk in self.higher:
            return self.higher[event.pk], None
        teller = TELLERS.get(event.kind)
        found = say(PLAIN.get(event.kind, "")) if teller is None else teller(self, event)
        return (found, None) if isinstance(found, str) else found

    def _opened(self, event: Event) -> str:
        """Tell what it takes up again and which agreement it fell under; the first message tells the rest."""
        before = self.ticket.follows.subject.label if self.ticket.follows else ""
        why = chosen.told(event.data, self.ticket) if self.inside else ""
        if event.pk in self.said and not before and not why:
            return ""
        words = say("opened it, to take up %(before)s again", before=before) if before else say("opened it")
        words = say("opened it, brought in by an import") if _is_import(event) else words
        return f"{words}: {why}" if why else words

    def _dated(self, event: Event) -> Told:
        due = event.data.get("to_due") or event.data.get("due_at")
        return say(DATES[event.kind]), instants.parse(due) if due else None

    def _followed(self, event: Event) -> str:
        return say("opened %(label)s, which takes it up again", label=f"T-{event.data.get('number', '')}")

    def _source_row(self, event: Event) -> str:
        return source.told(event.data, self.names)

    def _promised(self, event: Event) -> Told:
        promise = self.promises.get(event.commitment_id or 0)
        if promise is not None and promise.kind == "answer" and promise.terms and promise.terms.target_s is not None:
            return say("asked, and by the agreement they owe “%(what)s” by", what=promise.what), promise.first_due_at
        if promise is None or promise.kind not in PROMISES or promise.direction == "theirs":
            return "", None
        return say(PROMISES[promise.kind], what=promise.what), promise.first_due_at

    def _wait(self, event: Event) -> Told:
        if event.kind == "wait.answered":
            return self._answered(event)
        wait = self.waits.get(event.pk)
        if wait is None:
            return "", None
        whom = say("a supplier") if wait.reason == "supplier" else say("the client")
        if wait.on_party is not None and self.inside:
            whom = wait.on_party.name
        if wait.reason == "supplier" and not self.inside:  # what we want of a supplier is between us and them
            return say("waits for %(whom)s, at the latest until", whom=whom), wait.expires_at
        first = event.data.get("expires_at")  # a yes to a date moves the wait's own
        until = instants.parse(first) if first else wait.expires_at
        return say("waits for %(whom)s: “%(what)s”, at the latest until", whom=whom, what=wait.words), until

    def _answered(self, event: Event) -> Told:
        """Tell a yes to a date: the client's, noted by us or said by their contact, or that of a supplier to us."""
        answer = self.promises.get(event.data.get("answer") or 0)
        if answer is None:
            return "", None
        if answer.kind == "promise":
            words = say("noted that %(name)s promised “%(what)s” by", name=answer.debtor.name, what=answer.what)
            return words, answer.first_due_at
        if event.actor_id is not None and event.actor_id == answer.owner_id:
            return say("promised “%(what)s” by", what=answer.what), answer.first_due_at
        return say("noted a yes: “%(what)s” by", what=answer.what), answer.first_due_at

    def _priority(self, event: Event, along: Mapping[int, Sequence[Event]]) -> Told:
        """Tell a change of priority in one line, with the due times that changed along."""
        return reprioritized.told(event, along, self.promises, self.say), None

    def _resolved(self, event: Event) -> str:
        """Tell that it was resolved; to members also in spite of how much, and the note beside it tells why."""
        still = event.data.get("still_open", 0) if self.inside else 0
        return (
            say_n("resolved it with %(n)s thing still open", "resolved it with %(n)s things still open", still)
            if still
            else say("resolved it")
        )

    def _taken(self, event: Event) -> str:
        before = event.data.get("from")
        if before is None or before == event.actor_id:
            return say("took it")
        return say("took it, %(name)s had answered for it", name=self.name(before))


PLAIN = {
    "ticket.confirmed": known("closed it, the client confirmed"),
    "ticket.closed": known("closed it"),
    "ticket.reopened": known("reopened it"),
    "ticket.wait_expired": known("ended the wait, its time was up"),
    "ticket.wait_ended": known("works on it again"),
    "wait.reminded": known("asked again"),
    "ticket.word_kept": known("noted a promise as kept"),
    "evidence.recorded": known("noted a promise as kept"),
}
DATES = {
    "commitment.moved": known("moved a due time with the creditor’s yes, to"),
    "proposal.made": known("asked for another date,"),
}
TELLERS: Mapping[str, Callable[[Teller, Event], Told | str]] = {
    "commitment.promised": Teller._promised,
    **dict.fromkeys(DATES, Teller._dated),
    "wait.begun": Teller._wait,
    "wait.answered": Teller._wait,
    "ticket.opened": Teller._opened,
    "ticket.followed": Teller._followed,
    "ticket.resolved": Teller._resolved,
    "ticket.taken": Teller._taken,
    SOURCE_ROW: Teller._source_row,
}


def _is_import(event: Event) -> bool:
    """Tell whether it says that another system opened the ticket; its actor only ran the import."""
    return event.kind == "ticket.opened" and "imported" in event.data
