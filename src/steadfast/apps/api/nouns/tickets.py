"""Tickets: the list with its filters, one of them, and opening one."""

from functools import cache
from typing import Any, Literal

from django.urls import reverse
from ninja import Field, Query, Router, Schema

from steadfast.apps.api.nouns.by_number import ByNumber
from steadfast.apps.api.serving.answers import Told, saw, version_tag
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id, Instant, Named, Paging, Text, named, page_of, paged
from steadfast.apps.clients.models import Client
from steadfast.apps.desk import queries
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Opening
from steadfast.apps.desk.operations import open_ticket as opening
from steadfast.apps.desk.queries import filters as wanted
from steadfast.apps.desk.queries.tickets import shown
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request
from steadfast.foundation.addresses import numbered

routes = Router(tags=["tickets"])
COLUMNS = (
    "kind", "state", "priority", "impact", "urgency", "channel", "category", "version", "opened_at", "taken_at",
    "first_response_at", "resolved_at", "closed_at", "last_said_at", "last_said_by", "next_due_at", "reopened",
    "subject_id", "listed_at", "subject__number", "subject__title", "follows__subject__number",
    "merged_into__subject__number", *(f"{one}{end}" for one in ("client", "site", "contact", "team", "owner")
    for end in ("_id", "__name")),
)  # fmt: skip
STATED = (
    "kind", "state", "priority", "impact", "urgency", "channel", "category", "version", "opened_at", "taken_at",
    "first_response_at", "resolved_at", "closed_at", "last_said_at", "next_due_at", "reopened",
)  # fmt: skip


class TicketOut(Schema):
    """`taken_at` null: nobody has accepted it, the duty owner answers. `next_due_at`: of what we owe on it."""

    number: int
    label: str
    page: str = Field(description="its page, below the address of the practice")
    title: str
    kind: str
    state: str
    priority: str
    impact: int
    urgency: int
    channel: str
    category: str
    client: Named
    site: Named | None
    contact: Named | None
    team: Named | None
    owner: Named | None
    opened_at: Instant
    taken_at: Instant | None
    first_response_at: Instant | None
    resolved_at: Instant | None
    closed_at: Instant | None
    last_said_at: Instant | None
    client_spoke_last: bool
    next_due_at: Instant | None
    follows: int | None
    merged_into: int | None
    reopened: int
    version: int


class Filter(Schema):
    """Filters, as those of the page of tickets."""

    state: Literal["open", "waiting", "resolved", "closed", "all"] = "open"
    who: Literal["", "mine", "nobody"] = ""
    client: Id | None = None
    team: Id | None = None
    owner: Id | None = None
    priority: Literal["", "P1", "P2", "P3", "P4"] = ""
    q: str = Field("", max_length=100, description="words of the title or of the client's name")

    def filters(self) -> wanted.Filters:
        """Return them as the list reads them."""
        words = self.q.replace("\0", "")
        return wanted.Filters(self.state, self.who, self.client, self.team, self.owner, self.priority, words)


class Wanted(Paging, Filter):
    """Filters, as those of the page of tickets."""


class NewTicket(Given):
    """What a new ticket says; without a team the first one takes it."""

    client: Id
    title: str = Field(min_length=1, max_length=300)
    text: Text = ""
    kind: Literal["incident", "request"] = "incident"
    impact: int = Field(3, ge=1, le=3)
    urgency: int = Field(2, ge=1, le=3)
    channel: str = Field("", max_length=32)
    category: str = Field("", max_length=100)
    contact: Id | None = None
    site: Id | None = None
    team: Id | None = None
    follows: Id | None = Field(None, description="the number of the ticket that it takes up again")


@reads(routes, "/tickets", "tickets.list", page_of(TicketOut))
def list_tickets(request: Request, asked: Query[Wanted]) -> Told:
    """List tickets: those worked on by their nearest due time, others newest first."""
    filters = asked.filters()
    rows = wanted.listed(filters, request.actor, shown()).values(*COLUMNS)
    return Told(paged(rows, filters.order, asked, told))


@reads(routes, "/tickets/{number:number}", "tickets.view", TicketOut)
def get_ticket(request: Request, number: int) -> Told:
    """Read one ticket."""
    return one(request, number)


@writes(routes, "/tickets", "tickets.open", TicketOut, status=201)
def open_ticket(request: Request, typed: NewTicket) -> Told:
    """Open a ticket; what the agreement promises on it is promised at once."""
    if not Client.objects.filter(pk=typed.client).exists():  # whoever may open tickets sees all clients
        raise Refused("There is no such client.")
    before = queries.find(typed.follows, request.actor) if typed.follows else None
    if typed.follows and before is None:
        raise Refused("There is no such ticket to follow.")
    found = typed.dict(exclude={"client", "contact", "site", "team", "follows", "title"})
    made = opening(
        Opening(
            client_id=typed.client,
            contact_id=typed.contact,
            site_id=typed.site,
            team_id=typed.team,
            follows_id=before.pk if before else None,
            title=" ".join(typed.title.split()),
            **found,
        ),
        actor=request.actor,
        now=clock.now(),
    )
    return one(request, made.subject.number, status=201)


def one(request: Request, number: int, *, status: int = 200) -> Told:
    """Return one ticket as it is now; 404 out of sight. That it was looked at goes into the audit book."""
    row = _told().one(request.actor, number)
    saw(request, "ticket", number)
    place = reverse("api:v1:get_ticket", args=[number]) if status == 201 else ""
    return Told(told(row), status, version_tag(row["version"]), place)


def find(request: Request, number: int) -> Ticket:
    """Return a ticket to work on, or answer 404."""
    return _whole().one(request.actor, number)


def told(row: dict[str, Any]) -> dict[str, Any]:
    """Return what is told of a ticket."""
    number = row["subject__number"]
    return {
        "number": number,
        "label": f"T-{number}",
        "page": numbered("desk:ticket", number),
        "title": row["subject__title"],
        **{name: row[name] for name in STATED},
        **{name: named(row, name) for name in ("client", "site", "contact", "team", "owner")},
        "client_spoke_last": row["last_said_by"] == "client" and row["closed_at"] is None,
        "follows": row["follows__subject__number"],
        "merged_into": row["merged_into__subject__number"],
    }


@cache
def _told() -> ByNumber[dict[str, Any]]:
    return ByNumber(lambda rows: rows.values(*COLUMNS))


@cache
def _whole() -> ByNumber[Ticket]:
    return ByNumber(lambda rows: rows.select_related("subject"))
