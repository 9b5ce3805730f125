"""The thread of a ticket: what was said and what happened, newest first, as its reader may see it.

Pages are cut by events; on a page the instants order, since an import may bring today what was said last year.

A client's contact sees what was said between them and us, and the facts that concern them; never a note inside.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial

from django.db.models import Q

from steadfast.apps.commitments.models import Commitment, HandOver, Wait
from steadfast.apps.commitments.queries import offers
from steadfast.apps.desk import beneath, facts
from steadfast.apps.desk.models import STANDS, Message, Ticket
from steadfast.apps.desk.queries import files, hands_told
from steadfast.apps.desk.queries.entry import Entry
from steadfast.apps.desk.queries.teller import SOURCE_ROW, Teller
from steadfast.apps.desk.queries.tickets import offered
from steadfast.apps.identity import queries as identity
from steadfast.foundation import moments
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event
from steadfast.foundation.prepared import Rows

LIMIT = 100  # entries on the page; the address leads to older ones
FOR_CONTACTS = (
    "ticket.opened", "ticket.resolved", "ticket.confirmed", "ticket.closed", "ticket.reopened",
    "ticket.followed", "wait.begun", "wait.answered", "commitment.promised", "commitment.moved",
    "proposal.made", "ticket.reprioritized", "commitment.reclassified", "ticket.absorbed", "ticket.gave_back",
    "ticket.split",
)  # fmt: skip
FACTS = (
    *FOR_CONTACTS,
    "ticket.taken",
    "ticket.wait_expired",
    "ticket.wait_ended",
    "wait.reminded",
    "ticket.word_kept",
    "evidence.recorded",
    "ticket.linked",
    "ticket.unlinked",
    SOURCE_ROW,
    *hands_told.KINDS,
)


@dataclass(frozen=True, slots=True)
class Thread:
    """Entries newest first, the id of the newest event, and the cursor to older entries."""

    entries: list[Entry]
    newest: int
    older: int | None
    facts: list[Event] | None  # all events of the ticket that its page tells; None where older ones are left out
    handed: Mapping[int, HandOver]  # the hand-overs that events tell of, and those that wait for an answer, by id

    def since(self, event_id: int) -> list[Entry]:
        """Return what came after an event, newest first."""
        return [entry for entry in self.entries if entry.id > event_id]


def thread(
    ticket: Ticket,
    promises: Sequence[Commitment],
    waits: Sequence[Wait],
    actor: Actor,
    *,
    joined: Mapping[int, Ticket],
    before: int | None = None,
    now: datetime,
) -> Thread:
    """Return the thread, with what was said on tickets that are `joined` to it.

    In two queries, one more for names that are not known, and one where it changed hands.
    """
    messages = list(_messages(ticket, joined, actor, before))
    events = list(_events(ticket, joined, actor, before))
    own = [event for event in events if event.subject_id == ticket.pk]
    names = _names(messages, events, _known(ticket, actor))
    said = {message.event_id for message in messages}
    by_event = {wait.evidence_event_id: wait for wait in waits}
    say = partial(moments.when, now=now, zone=moments.zone_of(actor.zone))
    inside = actor.client_id is None
    handed = _hand_overs(ticket, own) if inside else {}
    teller = Teller(
        ticket,
        names,
        {p.pk: p for p in promises},
        by_event,
        said,
        inside,
        say,
        handed,
        joined,
        files.by_message(messages),
        facts.told(events) if inside else {},
        beneath.notes(ticket, joined, actor, now),
    )
    entries = [*map(teller.message, messages), *teller.facts(events)]
    entries.sort(key=lambda entry: entry.id, reverse=True)
    newest = max((event.pk for event in events), default=0)
    older = entries[LIMIT - 1].id if len(entries) > LIMIT else None
    whole = inside and before is None and len(events) <= LIMIT
    shown = sorted(entries[:LIMIT], key=lambda entry: (entry.at, entry.id), reverse=True)
    return Thread(shown, max([newest, *said]), older, own if whole else None, handed)


def said_on(ticket: Ticket, actor: Actor, *, now: datetime) -> list[Entry]:
    """Return what was said on a ticket, newest first, at most LIMIT messages; to choose from."""
    joined = origins(ticket)
    messages = list(_messages(ticket, joined, actor, None))[:LIMIT]
    say = partial(moments.when, now=now, zone=moments.zone_of(actor.zone))
    names, attached = _names(messages, [], _known(ticket, actor)), files.by_message(messages)
    teller = Teller(ticket, names, {}, {}, set(), actor.client_id is None, say, {}, joined, attached, {})
    return [teller.message(message) for message in messages]


def origins(ticket: Ticket) -> Mapping[int, Ticket]:
    """Return the tickets that were merged into this one, by key, in one query; mostly there are none and no query."""
    if not getattr(ticket, "joins", True):
        return {}
    rows = Ticket.objects.filter(merged_into=ticket).select_related("subject")
    return {row.pk: row for row in rows.only("closed_at", "subject__kind", "subject__number").order_by("pk")}


def _messages(ticket: Ticket, joined: Collection[int], actor: Actor, before: int | None) -> Iterable[Message]:
    if _is_usual(joined, actor, before):
        return _usual_messages().rows(ticket=ticket.pk)
    rows = Message.objects.filter(STANDS, ticket_id__in=[ticket.pk, *joined]).order_by("-event_id")
    if actor.client_id is not None:
        rows = rows.exclude(kind="inside")
    return rows.filter(event_id__lt=before)[: LIMIT + 1] if before else rows[: LIMIT + 1]


def _events(ticket: Ticket, joined: Mapping[int, Ticket], actor: Actor, before: int | None) -> Iterable[Event]:
    """Return the events of the ticket, and those of a merged one up to its merging: later it waits and ends along."""
    if _is_usual(joined, actor, before):
        return _usual_events().rows(ticket=ticket.pk)
    kinds = (*FACTS, *facts.kinds()) if actor.client_id is None else FOR_CONTACTS
    of = Q(subject_id=ticket.pk)
    for other in joined.values():
        of |= Q(subject_id=other.pk, at__lte=other.closed_at)
    rows = Event.objects.filter(of, kind__in=kinds).select_related("text").order_by("-id")
    return rows.filter(pk__lt=before)[: LIMIT + 1] if before else rows[: LIMIT + 1]


def _is_usual(joined: Collection[int], actor: Actor, before: int | None) -> bool:
    """Tell whether a member reads the newest of a ticket into which none was merged."""
    return not joined and before is None and actor.client_id is None


@cache
def _usual_messages() -> Rows[Message]:
    rows = Message.objects.filter(STANDS).order_by("-event_id")
    return Rows(lambda ticket: rows.filter(ticket_id=ticket)[: LIMIT + 1], ["ticket"])


@cache
def _usual_events() -> Rows[Event]:
    rows = Event.objects.filter(kind__in=[*FACTS, *facts.kinds()]).select_related("text").order_by("-id")
    return Rows(lambda ticket: rows.filter(subject_id=ticket)[: LIMIT + 1], ["ticket"])


def _known(ticket: Ticket, actor: Actor) -> dict[int, str]:
    """Return the names that are at hand already, by id: mostly these are all."""
    persons = [ticket.owner, ticket.contact, ticket.team.duty_owner if ticket.team else None]
    known = {person.pk: person.name for person in persons if person is not None}
    return known if actor.person_id is None else {**known, actor.person_id: actor.name}


def _names(messages: Iterable[Message], events: Iterable[Event], known: Mapping[int, str]) -> Mapping[int, str]:
    """Return the names of all whom the thread mentions, by id."""
    keys = {message.author_id for message in messages} | {event.actor_id for event in events}
    keys |= {event.data.get("from") for event in events if event.kind == "ticket.taken"}
    keys |= {event.data.get("owner") for event in events if event.kind == SOURCE_ROW}
    handed = [event.data for event in events if event.kind in hands_told.KINDS]
    keys |= {data.get(end) for data in handed for end in ("from", "to")}
    unknown = [key for key in keys if key is not None and key not in known]
    return {**known, **identity.names_of(unknown)}


def _hand_overs(ticket: Ticket, events: Iterable[Event]) -> Mapping[int, HandOver]:
    """Return the hand-overs of which events tell and those that wait, by id; no query where there are none."""
    keys = {event.data.get("hand_over") for event in events if event.kind in hands_told.KINDS}
    if not keys and not offered(ticket):
        return {}
    rows = HandOver.objects.filter(Q(pk__in=keys) | Q(answered_at=None), subject_id=ticket.pk)
    return {row.pk: row for row in rows.select_related(*offers.WITH)}
