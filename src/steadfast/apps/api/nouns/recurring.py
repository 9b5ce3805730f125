"""Recurring tickets: what is opened again and again, for whom, and when it comes next."""

from datetime import time
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from ninja import Field, Router, Schema

from steadfast.apps.api.nouns.agreements import calendar_called
from steadfast.apps.api.nouns.typed import changed, chooser, one_line, require_known, served
from steadfast.apps.api.serving.answers import Told, values_seen, values_tag
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Day, Given, Id, Instant, Named, someone
from steadfast.apps.automation.models import Recurrence
from steadfast.apps.automation.operations import recurring as operations
from steadfast.apps.automation.operations.recurring import Kept
from steadfast.apps.automation.queries import checklists
from steadfast.apps.automation.queries import recurring as queries
from steadfast.apps.identity import queries as identity
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["automation"])
ONE = "/recurring/{number:recurrence_id}"
PLAIN = (
    "title", "text", "kind", "impact", "urgency", "category", "unit", "every", "weekdays", "monthday", "holiday",
    "begins", "ends", "paused_at", "next_at",
)  # fmt: skip


class RecurrenceOut(Schema):
    """`unit`, `every`, `weekdays` (0 is Monday) and `monthday` say on which days; `at` is a wall time there.

    `calendar` is the number of the one whose zone and closed days count, `holiday` when it comes on a closed day.
    """

    id: int
    title: str
    text: str
    kind: str
    impact: int
    urgency: int
    category: str
    clients: list[Named]
    team: Named
    checklist: Named | None
    unit: str
    every: int
    weekdays: list[int]
    monthday: int
    at: str
    calendar: int
    holiday: str
    begins: Day
    ends: Day | None
    paused_at: Instant | None
    next_at: Instant | None


class RecurringChange(Given):
    """What is otherwise; what is left out stays. It comes so from now on."""

    title: str = Field("", min_length=1, max_length=300, pattern=r"\S")
    text: str = Field("", max_length=10_000)
    clients: list[Id] = Field([], min_length=1, max_length=1_000)
    kind: Literal["request", "incident"] = "request"
    impact: int = Field(3, ge=1, le=3)
    urgency: int = Field(3, ge=1, le=3)
    category: str = Field("", max_length=100)
    team: Id = Field(default_factory=int)
    checklist: Id | None = None
    unit: Literal["week", "month", "last working day"] = "week"
    every: int = Field(1, ge=1, le=60)
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] = Field([], max_length=7)
    monthday: int = Field(1, ge=1, le=31)
    at: str = Field("08:00", pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")
    calendar: Id = Field(default_factory=int)
    holiday: Literal["after", "before", "as is"] = "after"
    begins: Day | None = None
    ends: Day | None = None


class NewRecurring(RecurringChange):
    """A recurring ticket as it shall be; without `begins` it comes from today on."""

    title: str = Field(min_length=1, max_length=300, pattern=r"\S")
    clients: list[Id] = Field(min_length=1, max_length=1_000)
    team: Id
    calendar: Id
    unit: Literal["week", "month", "last working day"]


@reads(routes, "/recurring", "automation.view", list[RecurrenceOut])
def list_recurring(request: Request) -> Told:
    """Read the recurring tickets, the next due first, at most 200."""
    return Told([_told(row) for row in _all()[: queries.MOST]])


@reads(routes, ONE, "automation.view", RecurrenceOut)
def get_recurring(request: Request, recurrence_id: int) -> Told:
    """Read one recurring ticket."""
    return one(recurrence_id)


@writes(routes, "/recurring", "automation.change", RecurrenceOut, status=201)
def make_recurring(request: Request, typed: NewRecurring) -> Told:
    """Make a recurring ticket."""
    return one(_keep(request, None, typed.dict()).pk, status=201)


@writes(routes, ONE, "automation.change", RecurrenceOut, method="PATCH")
def change_recurring(request: Request, recurrence_id: int, typed: RecurringChange) -> Told:
    """Change a recurring ticket: from now on it comes as it is then."""
    _keep(request, find(recurrence_id), changed(typed))
    return one(recurrence_id)


@writes(routes, ONE + "/remove", "automation.change", None, status=204)
def remove_recurring(request: Request, recurrence_id: int) -> Told:
    """Remove it: it comes no more, and the tickets that it opened stay."""
    operations.remove(find(recurrence_id).pk, actor=request.actor, now=clock.now())
    return Told(None, 204)


def _keep(request: Request, row: Recurrence | None, said: dict[str, Any]) -> Recurrence:
    now, present = clock.now(), operations.present(row) if row else {}
    seen = values_seen(request, present) if row else ""
    if "calendar" in said:
        said["calendar"] = calendar_called(said["calendar"], chooser(request)).pk
    if "begins" in said and said["begins"] is None:
        said["begins"] = now.date()
    whole = {**present, **said}
    _refuse(request, whole)
    by: dict[str, Any] = {"seen": seen, "actor": request.actor, "now": now}
    return operations.keep(row.pk if row else None, _kept(whole), **by)


def _refuse(request: Request, whole: dict[str, Any]) -> None:
    """Refuse what its page refuses."""
    require_known("clients", whole["clients"], served(request))
    require_known("team", [whole["team"]], identity.teams())
    require_known("checklist", [whole["checklist"] or None], checklists.all_of_them())
    if whole["unit"] == "week" and not whole["weekdays"]:
        raise ValidationError({"weekdays": "Name at least one day of the week."})
    if whole["ends"] and whole["ends"] < whole["begins"]:
        raise ValidationError({"ends": "It would end before it begins."})


def _kept(whole: dict[str, Any]) -> Kept:
    keys = {f"{name}_id": whole[name] or None for name in ("team", "checklist", "calendar")}
    words = {name: one_line(whole[name]) for name in ("title", "category")}
    days = {
        "weekdays": sorted({*whole["weekdays"]}),
        "at": time.fromisoformat(whole["at"]),
        "ends": whole["ends"] or None,
    }
    return Kept(columns={**whole, **keys, **words, **days}, client_ids=sorted({*whole["clients"]}))


def one(recurrence_id: int, *, status: int = 200) -> Told:
    """Return one as it is now."""
    row = find(recurrence_id)
    place = reverse("api:v1:get_recurring", args=[row.pk]) if status == 201 else ""
    return Told(_told(row), status, values_tag(operations.present(row)), place)


def _all() -> QuerySet[Recurrence]:
    return queries.all_of_them().select_related("calendar__subject")


def find(recurrence_id: int) -> Recurrence:
    """Return a recurring ticket, or answer 404."""
    row = _all().filter(pk=recurrence_id).first()
    if row is None:
        raise Http404
    return row


def _told(row: Recurrence) -> dict[str, Any]:
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in PLAIN},
        "clients": [someone(client) for client in row.clients.all()],
        "team": someone(row.team),
        "checklist": someone(row.checklist),
        "at": f"{row.at:%H:%M}",
        "calendar": row.calendar.subject.number,
    }
