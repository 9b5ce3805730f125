"""A page of tickets with the nearest of our promises on each, in as many queries for three rows as for fifty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import F, QuerySet, Value

from steadfast.apps.clients.models import Client
from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries import Shown
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.filters import Filters, listed
from steadfast.apps.desk.queries.tickets import UNRESOLVED, shown
from steadfast.apps.identity.models import Team
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.identity.queries import saved_views
from steadfast.foundation import pages, subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Counted, Rows, Statement, counting

SIZE = 25
COUNTED = 10_000  # so many tickets are counted; more are "10,000+"
TALLIED = ("open", "waiting", "resolved", "mine", "nobody")
CHOICES = 500
LIST = "tickets"  # by this name views of it are saved
WITH = ("subject", "client", "owner")
NAMES = ("subject__kind", "subject__number", "subject__title", "client__name", "owner__name")
OWN = (
    "state", "priority", "opened_at", "taken_at", "resolved_at", "closed_at", "last_said_by", "last_said_at",
    "listed_at", "next_due_at", "batch_id",
)  # fmt: skip
DRAWN = ("kind", "subject_id", "terms_id", "promised_at", "due_at", "warn_at", "waiting_since", "moves", "closed_at")


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket in a list, with the promise that falls due next; none where nothing is promised or all is done."""

    ticket: Ticket
    next: Shown | None

    @property
    def left(self) -> int | None:
        """Open seconds left of it; None when it falls due outside all open hours, so that the day is said instead."""
        return self.next.left or None if self.next else None

    @property
    def url(self) -> str:
        return subjects.url_of(self.ticket.subject)

    @property
    def client_spoke_last(self) -> bool:
        return self.ticket.last_said_by == "client" and self.ticket.closed_at is None


@dataclass(frozen=True, slots=True)
class Listing:
    lines: list[Line]
    next: str | None
    previous: str | None


def listing(filters: Filters, actor: Actor, *, after: str | None, now: datetime) -> Listing:
    """Return one page of tickets."""
    rows = listed(filters, actor, _told())
    page = pages.page(rows, order=filters.order, after=after, size=SIZE)
    return Listing(lines(page.rows, actor, now=now), page.next, page.previous)


@cache  # putting it together costs more than asking
def _told() -> QuerySet[Ticket]:
    """Return tickets with just the columns that a row says."""
    return shown().select_related(*WITH).only(*OWN, *NAMES)


@cache
def _open_ours() -> Rows[Commitment]:
    """Return our open commitments that fall due first of their ticket, in order."""
    first = {"due_at": F("subject__ticket__next_due_at")}
    rows = Commitment.objects.filter(debtor_id=PRACTICE_ID, closed_at=None, **first)
    told = rows.only(*DRAWN).order_by("due_at", "id")
    return Rows(lambda tickets: told.filter(subject_id__in=tickets), lists={"tickets": SIZE})


def lines(tickets: Sequence[Ticket], actor: Actor, *, now: datetime) -> list[Line]:
    """Return tickets with their next promises, in two queries."""
    nearest = _nearest([ticket.pk for ticket in tickets if ticket.next_due_at is not None])
    drawn = commitments.shown(list(nearest.values()), now=now, zone=actor.zone)
    by_ticket = dict(zip(nearest, drawn, strict=True))
    return [Line(ticket, by_ticket.get(ticket.pk)) for ticket in tickets]


def _nearest(keys: list[int]) -> dict[int, Commitment]:
    """Return by ticket our open commitment that falls due first."""
    found: dict[int, Commitment] = {}
    for row in _open_ours().rows(tickets=keys):
        found.setdefault(row.subject_id, row)
    left = [key for key in keys if key not in found]
    return {**found, **_nearest_along(left)} if left else found


def _nearest_along(keys: list[int]) -> dict[int, Commitment]:
    """Return by ticket our open commitment on one merged into it, where that falls due first."""
    first = {"due_at": F("subject__ticket__merged_into__next_due_at")}
    rows = Commitment.objects.filter(subject__ticket__merged_into__in=keys, debtor_id=PRACTICE_ID, closed_at=None)
    along = rows.filter(**first).only(*DRAWN).annotate(root=F("subject__ticket__merged_into_id"))
    return {row.root: row for row in along.order_by("-due_at", "-id")}


def counts(actor: Actor) -> Mapping[str, int]:
    """Return how many tickets not closed are open, waiting, resolved, mine and nobody's, each up to COUNTED."""
    if not actor.may("tickets.view"):
        return dict.fromkeys(TALLIED, 0)
    numbers = {"person": actor.person_id or 0}
    if actor.client_id is not None:
        numbers["client"] = actor.client_id
    return dict(zip(TALLIED, _tally(*numbers).row(**numbers), strict=True))


@cache
def _tally(*names: str) -> Counted:
    def build(person: int, client: int | None = None) -> Statement:
        rows = shown().filter(closed_at=None, **({"client_id": client} if "client" in names else {}))
        unresolved = rows.filter(state__in=UNRESOLVED)
        kinds = unresolved, rows.filter(state="waiting"), rows.filter(state="resolved")
        return counting(*kinds, unresolved.filter(owner_id=person), unresolved.filter(taken_at=None), most=COUNTED)

    return Counted(build, *names)


@dataclass(frozen=True, slots=True)
class Choices:
    """The teams and clients to choose from as (id, name), and the reader's saved views of the list."""

    team: list[tuple[int, str]]
    client: list[tuple[int, str]]
    views: list[saved_views.Row]


def choices(actor: Actor) -> Choices:
    """Return teams, clients and saved views, at most CHOICES together, in one query."""
    found: dict[str, list[saved_views.Row]] = {"team": [], "client": [], "view": []}
    for row in _named(keeps_views=saved_views.keeps(actor)).rows(person=actor.person_id or 0):
        found[row[0]].append(row)
    named = {name: [(key, words) for _of, key, words, *_ in found[name]] for name in ("team", "client")}
    return Choices(named["team"], named["client"], found["view"])


@cache
def _named(*, keeps_views: bool) -> Rows[saved_views.Row]:
    """Return the teams and the clients by the columns of saved views, so that one query can read all three."""
    plain = {"query": Value(""), "is_first": Value(False)}
    teams = Team.objects.annotate(of=Value("team"), **plain).values_list(*saved_views.COLUMNS)
    clients = Client.objects.annotate(of=Value("client"), **plain).values_list(*saved_views.COLUMNS)

    def build(person: int = 0) -> QuerySet[Any, saved_views.Row]:
        views = [saved_views.rows_of(person, LIST)] if keeps_views else []
        rows: QuerySet[Any, saved_views.Row] = teams.union(clients, *views, all=True)
        return rows.order_by("-of", "name")[:CHOICES]

    return Rows(build, ["person"] if keeps_views else [])
