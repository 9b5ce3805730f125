"""Time: what was worked, by whom and on what. Nobody is asked why it is billed."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from ninja import Field, Query, Router, Schema

from steadfast.apps.api.nouns import clients, tickets
from steadfast.apps.api.serving.answers import Told
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Day, Given, Id, Instant, Named, Paging, Words, page_of, paged, someone
from steadfast.apps.hours import operations
from steadfast.apps.hours.models import Entry
from steadfast.apps.hours.models.entry import STANDS, TYPED
from steadfast.apps.hours.operations import Work
from steadfast.apps.hours.queries import entries
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.hours.typed import MOST
from steadfast.foundation import clock, moments
from steadfast.foundation.access import Request

routes = Router(tags=["time"])
NEEDS = "hours.own"
PLAIN = ("day", "minutes", "started_at", "ended_at", "note", "reason", "billable", "how", "made_at")


class EntryOut(Schema):
    """`minutes` on a `day` of the person's zone; from and to only where a clock ran. `reason`: why it is billed or not.

    `replaced_by`: the entry that corrects this one, null while it stands.
    """

    id: int
    person: Named
    ticket: int | None
    client: Named | None
    day: Day
    minutes: int
    started_at: Instant | None
    ended_at: Instant | None
    note: str
    reason: str
    billable: bool
    how: str
    made_at: Instant
    why: str
    replaced_by: int | None


class Wanted(Paging):
    """Whose time on what, from day to day; an entry that was corrected is not listed."""

    person: Id | None = None
    client: Id | None = None
    ticket: Id | None = None
    since: Day | None = None
    until: Day | None = None


class NewEntry(Given):
    """What was worked: on a ticket, else for a client, else inside."""

    day: Day
    minutes: int = Field(ge=1, le=MOST)
    ticket: Id | None = Field(None, description="its number")
    client: Id | None = None
    note: Words = ""


class Correction(NewEntry):
    """What it should have said, and why it was wrong."""

    why: Words = Field(min_length=1, pattern=r"\S")


class TakenAway(Given):
    """Why it counts for nothing."""

    why: Words = Field(min_length=1, pattern=r"\S")


@reads(routes, "/time", NEEDS, page_of(EntryOut))
def list_time(request: Request, asked: Query[Wanted]) -> Told:
    """List time, the newest day first: one's own, and who leads or bills everybody's."""
    rows = entries.visible_to(request.actor).filter(STANDS)
    kept = {
        "person_id": asked.person,
        "client_id": asked.client,
        "ticket__subject__number": asked.ticket,
        "day__gte": asked.since,
        "day__lte": asked.until,
    }
    rows = rows.filter(**{name: value for name, value in kept.items() if value is not None})
    return Told(paged(rows, ("-day", "-id"), asked, told))


@reads(routes, "/time/{number:entry_id}", NEEDS, EntryOut)
def get_time(request: Request, entry_id: int) -> Told:
    """Read one entry; one that was corrected says by which."""
    return Told(told(_find(request, entry_id)))


@reads(routes, "/tickets/{number:number}/time", NEEDS, list[EntryOut])
def list_time_on_ticket(request: Request, number: int) -> Told:
    """Read the time on a ticket and on what was merged into it, newest first, at most 500 entries."""
    return Told([told(row) for row in entries.on_ticket(tickets.find(request, number))])


@writes(routes, "/time", NEEDS, EntryOut, status=201)
def book_time(request: Request, typed: NewEntry) -> Told:
    """Book what whoever's token it is worked."""
    made = operations.book(_work(request, typed), how=TYPED, actor=request.actor, now=clock.now())
    return Told(told(made), 201, place=reverse("api:v1:get_time", args=[made.pk]))


@writes(routes, "/time/{number:entry_id}/correct", NEEDS, EntryOut)
def correct_time(request: Request, entry_id: int, typed: Correction) -> Told:
    """Replace an entry by what it should have said; what it said is kept."""
    entry, work = _to_correct(request, entry_id), _work(request, typed)
    return Told(told(operations.correct(entry.pk, work, why=typed.why, actor=request.actor, now=clock.now())))


@writes(routes, "/time/{number:entry_id}/take-away", NEEDS, EntryOut)
def take_time_away(request: Request, entry_id: int, typed: TakenAway) -> Told:
    """Let an entry count for nothing; what it said is kept."""
    entry = _to_correct(request, entry_id)
    return Told(told(operations.take_away(entry.pk, why=typed.why, actor=request.actor, now=clock.now())))


def told(row: Entry) -> dict[str, Any]:
    """Return what is told of an entry."""
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in PLAIN},
        "person": someone(row.person),
        "client": someone(row.client),
        "ticket": row.ticket.subject.number if row.ticket else None,
        "why": row.why,
        "replaced_by": None if row.stands else Entry.objects.values_list("pk", flat=True).get(replaces=row),
    }


def _find(request: Request, entry_id: int) -> Entry:
    row = entries.visible_to(request.actor).filter(pk=entry_id).first()
    if row is None:
        raise Http404
    return row


def _to_correct(request: Request, entry_id: int) -> Entry:
    row = _find(request, entry_id)
    if not entries.corrects(row, request.actor):
        raise PermissionDenied("Only who worked, or who leads, corrects an entry.")
    return row


def _work(request: Request, typed: NewEntry) -> Work:
    if typed.day > _today(request):
        raise Refused("That day lies ahead; book what was worked.")
    ticket = tickets.find(request, typed.ticket) if typed.ticket else None
    client = clients.find(request, typed.client) if typed.client and ticket is None else None
    return Work(typed.day, typed.minutes, ticket, client, typed.note)


def _today(request: Request) -> date:
    return clock.now().astimezone(moments.zone_of(request.actor.zone)).date()
