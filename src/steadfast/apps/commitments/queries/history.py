"""The history of one commitment from its events, oldest first, in words that begin with who did it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from steadfast.apps.commitments.models import Commitment, Proposal, Words
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment.instants import parse
from steadfast.foundation.models import Event

LIMIT = 300  # events on the page
BESIDE = ("proposal.made", "proposal.answered", "proposal.taken_back", "evidence.recorded")
INSIDE = ("commitment.reassigned",)  # what a contact is not told
OPEN_WORDS = ("commitment.released", "proposal.made", "proposal.answered")  # words that the creditor said or was told
REASONS = {
    "client": "a wait for the client",
    "supplier": "a wait for a supplier",
    "resolved": "the time it was resolved",
    "amendment": "an edit of its agreement or calendar",
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
        return self.names.get(key, "Somebody") if key is not None else "Steadfast"

    def entry(self, event: Event, data: Mapping[str, Any], due: datetime, inside: bool) -> Entry:
        text, before, until = self.said(event.kind, data, due, event.actor_id)
        words = self._words(event, data) if inside or event.kind in OPEN_WORDS else ""
        return Entry(event.at, self.name(event.actor_id), text, before, until, words)

    def said(
        self, kind: str, data: Mapping[str, Any], due: datetime, actor_id: int | None
    ) -> tuple[str, datetime | None, datetime | None]:
        """Return the words, and the instants before and after that they are about."""
        if kind == "commitment.promised":
            return "promised it by", None, parse(data["due_at"])
        if kind == "commitment.restamped":
            return self._restamped(data, due)
        if kind == "commitment.moved":
            yes = "" if data.get("agreed_by") == actor_id else f" with the yes of {self.name(data.get('agreed_by'))}"
            return f"moved the due time{yes}, from", due, parse(data["due_at"])
        if kind == "proposal.made":
            return f"asked {self.name(data.get('asked'))} to move it, from", due, parse(data["to_due"])
        if kind == "proposal.answered":
            return self._answered(data), None, None
        if kind == "commitment.reassigned":
            return self._passed(data, actor_id), None, None
        if kind == "commitment.fulfilled":
            return "noted it as kept", None, parse(data["done_at"])
        return PLAIN.get(kind, kind).format(**data), None, None

    def _restamped(self, data: Mapping[str, Any], due: datetime) -> tuple[str, datetime | None, datetime | None]:
        why = REASONS.get(data.get("reason", ""), data.get("reason", "") or "something")
        becomes = parse(data["due_at"])
        if becomes == due:
            return f"changed its terms ({why}); it is due as before", None, None
        return f"changed the due time ({why}), from", due, becomes

    def _passed(self, data: Mapping[str, Any], actor_id: int | None) -> str:
        if data.get("owner") == actor_id:
            return "took it and answers for it now"
        return f"gave it to {self.name(data.get('owner'))}, who answers for it now"

    def _answered(self, data: Mapping[str, Any]) -> str:
        said = f"said {data.get('answer')} to the other date"
        return f"wrote down that {self.name(data.get('by'))} {said}" if data.get("how") == "recorded" else said

    def _words(self, event: Event, data: Mapping[str, Any]) -> str:
        proposal = self.proposals.get(data.get("proposal", ""))
        if proposal is not None:
            return proposal.reason if event.kind == "proposal.made" else proposal.words
        return self.words.get(event.pk, "")


PLAIN = {
    "commitment.reclassified": "changed its priority from {from_priority} to {to_priority}",
    "commitment.released": "noted that the creditor let it go",
    "commitment.withdrawn": "withdrew it; it counts as broken",
    "commitment.voided": "made it void",
    "commitment.reopened": "opened it again",
    "proposal.taken_back": "took the question back",
    "evidence.recorded": "noted what proves it",
}
