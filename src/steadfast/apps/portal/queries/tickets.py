"""The lists of tickets of a contact: mine, or my company's, by what the address says, in keyset pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from steadfast.apps.commitments.models import Wait
from steadfast.apps.desk.models import STANDS, Message, Ticket
from steadfast.apps.desk.queries import listing
from steadfast.apps.desk.queries.filters import LONGEST_WORDS, NUMBER
from steadfast.apps.desk.queries.listing import Line
from steadfast.apps.desk.queries.tickets import visible_to
from steadfast.apps.portal.queries.next_step import Step, step
from steadfast.foundation import pages
from steadfast.foundation.actor import Actor

STATES = ("open", "yours", "resolved", "closed", "all")
WHO = ("company", "mine")
SIZE = 25
MINE = 6  # of my open tickets stand on the home page


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions of a list; `ignored` names what could not be understood."""

    state: str = "open"
    who: str = "company"
    words: str = ""
    ignored: tuple[str, ...] = field(default=())

    @property
    def number(self) -> int | None:
        """The ticket's number, when the words are one: T-1042 or 1042."""
        found = NUMBER.fullmatch(self.words)
        return int(found[1]) if found else None

    @property
    def order(self) -> tuple[str, ...]:
        return ("listed_at", "subject_id") if self.state in ("open", "yours") else ("-opened_at", "-subject_id")


@dataclass(frozen=True, slots=True)
class Row:
    """A ticket in the list: its line, and what happens next."""

    line: Line
    step: Step

    @property
    def ticket(self) -> Ticket:
        return self.line.ticket


@dataclass(frozen=True, slots=True)
class Listing:
    rows: list[Row]
    next: str | None
    previous: str | None
    is_cut: bool


def read(given: Mapping[str, str]) -> Filters:
    """Return the filters of an address."""
    known = {"state": STATES, "who": WHO}
    wrong = tuple(name for name, values in known.items() if given.get(name) and given[name] not in values)
    said = {name: given[name] for name in known if given.get(name) and name not in wrong}
    return Filters(words=given.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS], ignored=wrong, **said)


def listed(filters: Filters, actor: Actor, *, after: str | None, now: datetime) -> Listing:
    """Return one page of the tickets that a contact sees."""
    rows = visible_to(actor)
    if filters.who == "mine":
        rows = rows.filter(contact_id=actor.person_id)
    wanted = _in_state(rows, filters.state)
    if filters.words:
        wanted = _with_words(wanted, filters.words)
    along = rows if filters.order[0] == "-opened_at" else None  # open ones are few; of all, a page reads just so many
    page = pages.page(_told(wanted), order=filters.order, after=after, size=SIZE, along=along)
    return Listing(told(page.rows, actor, now=now), page.next, page.previous, page.is_cut)


def mine(actor: Actor, *, now: datetime) -> list[Row]:
    """Return my tickets that are not closed, those that fall due first."""
    rows = visible_to(actor).filter(contact_id=actor.person_id, closed_at=None)
    return told(list(_told(rows).order_by("listed_at", "subject_id")[:MINE]), actor, now=now)


def to_confirm(actor: Actor) -> list[Ticket]:
    """Return the tickets that we call solved and the client has not confirmed, newest first; mine first of all."""
    rows = visible_to(actor).filter(state="resolved", closed_at=None, contact_id=actor.person_id)
    return list(_told(rows).order_by("-resolved_at", "-subject_id")[:MINE])


def told(tickets: Sequence[Ticket], actor: Actor, *, now: datetime) -> list[Row]:
    """Return tickets with their next promises and steps, in three queries."""
    lines = listing.lines(tickets, actor, now=now)
    asking = [ticket.pk for ticket in tickets if ticket.state == "waiting"]
    found = Wait.objects.filter(subject__in=asking, until=None) if asking else []
    waits = {wait.subject_id: wait for wait in found}
    return [Row(line, step(line.ticket, _kind(line), waits.get(line.ticket.pk))) for line in lines]


def _kind(line: Line) -> str:
    return line.next.row.kind if line.next else ""


def _in_state(rows: QuerySet[Ticket], state: str) -> QuerySet[Ticket]:
    if state == "open":
        return rows.filter(closed_at=None)
    if state == "yours":
        asked = Wait.objects.filter(until=None, reason="client").values("subject")
        return rows.filter(Q(state="resolved") | Q(state="waiting", pk__in=asked), closed_at=None)
    return rows if state == "all" else rows.filter(state=state)


def _with_words(rows: QuerySet[Ticket], words: str) -> QuerySet[Ticket]:
    """Return the tickets with these words in the title, or in what was said on them for the client to read."""
    said = Message.objects.filter(STANDS, ticket=OuterRef("pk"), text__icontains=words).exclude(kind="inside")
    return rows.filter(Q(subject__title__icontains=words) | Exists(said))


def _told(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Return tickets with just what a row says."""
    names = (*listing.NAMES, "contact__name")
    return rows.select_related(*listing.WITH, "contact").only(*listing.OWN, *names)
