"""The history of one commitment from its events, oldest first, in words that begin with who did it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from steadfast.apps.commitments.models import Commitment, Proposal, Words
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment.instants import parse
from steadfast.domain.language import known, say
from steadfast.foundation.models import Event

LIMIT = 300  # events on the page
BESIDE = ("proposal.made", "proposal.answered", "proposal.taken_back", "evidence.recorded")
INSIDE = ("commitment.reassigned",)  # what a contact is not told
OPEN_WORDS = ("commitment.released", "proposal.made", "proposal.answered")  # words that the creditor said or was told
REASONS = {
    "client": known("a wait for the client"),
    "supplier": known("a wait for a supplier"),
    "resolved": known("the time it was resolved"),
    "amendment": known("an edit of its agreement or calendar"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact: who, what they did, one or two instants that it is about, and the words that go with it."""

    at: datetime
    who: str
    text: str
    before: datetime | None = None
    until: datetime | None = None
    words: str = ""


def told(row: Commitment, proposals: Sequence[Proposal], *, inside: bool) -> list[Entry]:
    """Return the entries, in three queries; `inside` readers also see who had it and what we noted."""
    events = _events(row)
    words = dict(Words.objects.filter(commitment=row).values_list("event_id", "text"))
    teller = Teller(_names(events), {str(p.uid): p for p in proposals}, words)
    entries, due = [], row.first_due_at
    for event in events:
        data = event.data
        if not data or (event.kind in INSIDE and not inside):
            continue
        entry = teller.entry(event, data, due, inside)
        if event.kind.startswith("commitment.") and "due_at" in data:
            due = parse(data["due_at"])
        entries.append(entry)
    return entries


def _events(row: Commitment) -> list[Event]:
    own = Q(commitment_id=row.pk) | Q(kind__in=BESIDE)
    rows = Event.objects.filter(own, subject_id=row.subject_id).select_related("text").order_by("id")[:LIMIT]
    return [event for event in rows if event.commitment_id or event.data.get("commitment") == row.pk]


def _names(events: Iterable[Event]) -> Mapping[int, str]:
    keys = {event.actor_id for event in events}
    keys |= {event.data.get(name) for event in events for name in ("owner", "by", "asked", "agreed_by")}
    return dict(Person.objects.filter(pk__in=[key for key in keys if key]).values_list("pk", "name"))


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells events in words; it knows the names, proposals and words that they mention by number."""

    names: Mapping[int, str]
    proposals: Mapping[str, Proposal]
    words: Mapping[int, str]

    def name(self, key: int | None) -> str:
        return self.names.get(key) or say("Somebody") if key is not None else "Steadfast"

    def entry(self, event: Event, data: Mapping[str, Any], due: datetime, inside: bool) -> Entry:
        text, before, until = self.said(event.kind, data, due, event.actor_id)
        words = self._words(event, data) if inside or event.kind in OPEN_WORDS else ""
        return Entry(event.at, self.name(event.actor_id), text, before, until, words)

    def said(
        self, kind: str, data: Mapping[str, Any], due: datetime, actor_id: int | None
    ) -> tuple[str, datetime | None, datetime | None]:
        """Return the words, and the instants before and after that they are about."""
        if kind == "commitment.promised":
            return say("promised it by"), None, parse(data["due_at"])
        if kind == "commitment.restamped":
            return self._restamped(data, due)
        if kind == "commitment.moved":
            return self._moved(data, actor_id), due, parse(data["due_at"])
        if kind == "proposal.made":
            name = self.name(data.get("asked"))
            return say("asked %(name)s to move it, from", name=name), due, parse(data["to_due"])
        if kind == "proposal.answered":
            return self._answered(data), None, None
        if kind == "commitment.reassigned":
            return self._passed(data, actor_id), None, None
        if kind == "commitment.fulfilled":
            return say("noted it as kept"), None, parse(data["done_at"])
        return say(PLAIN.get(kind, kind), **data), None, None

    def _moved(self, data: Mapping[str, Any], actor_id: int | None) -> str:
        if data.get("agreed_by") == actor_id:
            return say("moved the due time, from")
        return say("moved the due time with the yes of %(name)s, from", name=self.name(data.get("agreed_by")))

    def _restamped(self, data: Mapping[str, Any], due: datetime) -> tuple[str, datetime | None, datetime | None]:
        why = say(REASONS.get(data.get("reason", ""), data.get("reason", "") or known("something")))
        becomes = parse(data["due_at"])
        if becomes == due:
            return say("changed its terms (%(why)s); it is due as before", why=why), None, None
        return say("changed the due time (%(why)s), from", why=why), due, becomes

    def _passed(self, data: Mapping[str, Any], actor_id: int | None) -> str:
        if data.get("owner") == actor_id:
            return say("took it and answers for it now")
        return say("gave it to %(name)s, who answers for it now", name=self.name(data.get("owner")))

    def _answered(self, data: Mapping[str, Any]) -> str:
        yes, name = data.get("answer") == "yes", self.name(data.get("by"))
        if data.get("how") != "recorded":
            return say("said yes to the other date") if yes else say("said no to the other date")
        if yes:
            return say("wrote down that %(name)s said yes to the other date", name=name)
        return say("wrote down that %(name)s said no to the other date", name=name)

    def _words(self, event: Event, data: Mapping[str, Any]) -> str:
        proposal = self.proposals.get(data.get("proposal", ""))
        if proposal is not None:
            return proposal.reason if event.kind == "proposal.made" else proposal.words
        return self.words.get(event.pk, "")


PLAIN = {
    "commitment.reclassified": known("changed its priority from %(from_priority)s to %(to_priority)s"),
    "commitment.released": known("noted that the creditor let it go"),
    "commitment.withdrawn": known("withdrew it; it counts as broken"),
    "commitment.voided": known("made it void"),
    "commitment.revived": known("took back what had made it void"),
    "commitment.reopened": known("opened it again"),
    "proposal.taken_back": known("took the question back"),
    "evidence.recorded": known("noted what proves it"),
}
