"""Bulk changes: one act on many tickets, tried first. The preview says per ticket what would be otherwise."""

from typing import Any, Literal

from django.http import Http404
from django.urls import reverse
from ninja import Field, Query, Router, Schema

from steadfast.apps.api.nouns.tickets import Filter
from steadfast.apps.api.serving.answers import Told, instant
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id, Instant, Paging, Text, Words, page_of, paged
from steadfast.apps.desk import queries as tickets
from steadfast.apps.desk.models import BulkRow, BulkRun
from steadfast.apps.desk.operations import bulk
from steadfast.apps.desk.operations.bulk.acts import ACTS
from steadfast.apps.desk.queries import bulk as queries
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["bulk"])
NEEDS, AT = "tickets.bulk", "/bulk/{number:run_id}"
NEEDED = {
    "offer": ("why",),
    "priority": ("impact", "urgency", "reason"),
    "reply": ("text",),
    "note": ("text",),
    "wait": ("words", "expires_at"),
}
Act = Literal["take", "offer", "priority", "reply", "note", "wait", "resolve", "close"]


class Settings(Given):
    """What the act needs: offer: person or team, why · priority: impact, urgency, reason · reply, note: text ·
    wait: words, expires_at · resolve: text if something is to be said."""

    person: Id | None = None
    team: Id | None = None
    why: Words = ""
    impact: int | None = Field(None, ge=1, le=3)
    urgency: int | None = Field(None, ge=1, le=3)
    reason: Words = ""
    text: Text = ""
    words: Words = ""
    expires_at: Instant | None = None


class Matching(Filter):
    """Filters, as those of the list; a wrong one is refused."""

    model_config = Given.model_config


class NewBulk(Given):
    """Which tickets, by their numbers, or all that match filters of the list; at most 500."""

    act: Act
    settings: Settings = Field(default_factory=Settings.model_construct)
    tickets: list[Id] = Field([], max_length=bulk.LIMIT)
    matching: Matching | None = None


class BulkOut(Schema):
    """`phase`: choosing, trying, tried (look at its rows, then apply), applying, applied, undoing or undone.

    `is_cut`: more tickets matched than a bulk change takes. The counts are of its rows.
    """

    id: int
    act: str
    phase: str
    is_cut: bool
    made_at: Instant
    applied_at: Instant | None
    undone_at: Instant | None
    all: int
    untried: int
    would: int
    done: int
    refused: int
    changed: int
    undone: int


class ChangeOut(Schema):
    """One thing that is otherwise, or would be."""

    what: str
    old: str
    new: str


class RowOut(Schema):
    """A ticket. `outcome`: would, done, refused or changed with `why`; `undoing`: undone or refused."""

    ticket: int
    title: str
    outcome: str
    why: str
    undoing: str
    undoing_why: str
    changes: list[ChangeOut]


@writes(routes, "/bulk", NEEDS, BulkOut, status=201)
def try_bulk_change(request: Request, typed: NewBulk) -> Told:
    """Choose tickets and try an act on them: nothing is changed yet. Over 20 tickets a job tries; look again then."""
    if bool(typed.tickets) == (typed.matching is not None):
        raise Refused("Name tickets, or filters that they match.")
    if not request.actor.may(ACTS[typed.act].permission):
        raise Refused(f"This act needs the permission {ACTS[typed.act].permission}.")
    said = _settings(typed)
    matching = typed.matching.filters() if typed.matching else None
    run = bulk.choose(_keys(request, typed.tickets), matching=matching, actor=request.actor, now=clock.now())
    bulk.settle(run, typed.act, said)
    found = _begun(request, run, "trying")
    return Told(found.body, 201, place=reverse("api:v1:get_bulk_change", args=[run.pk]))


@reads(routes, AT, NEEDS, BulkOut)
def get_bulk_change(request: Request, run_id: int) -> Told:
    """Read how far a bulk change of one's own is."""
    return Told(_told(_find(request, run_id)))


@reads(routes, AT + "/rows", NEEDS, page_of(RowOut))
def list_rows_of_bulk_change(request: Request, run_id: int, asked: Query[Paging]) -> Told:
    """Read what would be, or is, otherwise on each ticket, in the order in which they were chosen."""
    rows = BulkRow.objects.filter(run=_find(request, run_id))
    return Told(paged(rows.select_related("ticket__subject"), ("place",), asked, _row))


@writes(routes, f"{AT}/apply", NEEDS, BulkOut)
def apply_bulk_change(request: Request, run_id: int) -> Told:
    """Do what was tried; a ticket that somebody changed meanwhile is left alone and named."""
    return _begun(request, _find(request, run_id), "applying")


@writes(routes, f"{AT}/undo", NEEDS, BulkOut)
def undo_bulk_change(request: Request, run_id: int) -> Told:
    """Take back, within a day, what was done, where nothing happened after."""
    return _begun(request, _find(request, run_id), "undoing")


def _begun(request: Request, run: BulkRun, phase: str) -> Told:
    """Begin a phase; what is little is done before the answer."""
    begun = bulk.begin(run.pk, phase, actor=request.actor, now=clock.now())
    if not bulk.is_for_a_job(begun):
        while bulk.carry_on(run.pk, actor=request.actor, now=clock.now()):
            pass
    return get_bulk_change(request, run.pk)


def _keys(request: Request, numbers: list[int]) -> list[int]:
    rows = tickets.visible_to(request.actor).filter(subject__kind="ticket", subject__number__in=numbers)
    found = dict(rows.values_list("subject__number", "pk"))
    if missing := [number for number in numbers if number not in found]:
        raise Refused(f"There is no ticket {missing[0]}.")
    return [found[number] for number in numbers]


def _settings(typed: NewBulk) -> dict[str, Any]:
    """Return what the act needs, as its row keeps it."""
    said = typed.settings.dict()
    if lacking := [name for name in NEEDED.get(typed.act, ()) if not str(said[name] or "").strip()]:
        raise Refused(f"This act needs {', '.join(lacking)}.")
    if typed.act == "offer" and (said["person"] is None) == (said["team"] is None):
        raise Refused("Say either a person or a team.")
    said["reason_text"] = said.pop("reason")
    said["expires_at"] = said["expires_at"].isoformat() if said["expires_at"] else None
    return said


def _find(request: Request, run_id: int) -> BulkRun:
    row = queries.visible_to(request.actor).filter(pk=run_id).first()
    if row is None:
        raise Http404
    return row


def _told(run: BulkRun) -> dict[str, Any]:
    plain = {name: getattr(run, name) for name in ("act", "phase", "is_cut", "made_at", "applied_at", "undone_at")}
    return {"id": run.pk, **plain, **queries.counts(run)}


def _row(row: BulkRow) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("outcome", "why", "undoing", "undoing_why")}
    changes = [{"what": one.what, "old": _word(one.old), "new": _word(one.new)} for one in queries.told(row).changes]
    subject = row.ticket.subject
    return {"ticket": subject.number, "title": subject.title, **plain, "changes": changes}


def _word(value: Any) -> str:
    return value if isinstance(value, str) else instant(value)
