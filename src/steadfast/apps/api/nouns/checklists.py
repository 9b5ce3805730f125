"""The checklists that are kept: what is done each time. Those on tickets are in check_items."""

from typing import Annotated, Any, Literal

from django.http import Http404
from django.urls import reverse
from ninja import Field, Router, Schema

from steadfast.apps.api.nouns.typed import changed, one_line
from steadfast.apps.api.serving.answers import Told, values_seen, values_tag
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given
from steadfast.apps.automation.models import Checklist
from steadfast.apps.automation.operations import checklists as operations
from steadfast.apps.automation.operations.checklists import Kept
from steadfast.apps.automation.queries import checklists
from steadfast.domain.automation import lines
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["automation"])
ONE = "/checklists/{number:checklist_id}"
OnNew = Literal["", "incident", "request", "any"]


class Line(Schema):
    """`must`: a ticket is not resolved before it is ticked."""

    words: str
    must: bool


class NewLine(Given):
    """`must`: a ticket is not resolved before it is ticked."""

    words: Annotated[str, Field(min_length=1, max_length=lines.LONGEST, pattern=r"\S")]
    must: bool = False


class ChecklistOut(Schema):
    """`on_new`: the kind of new tickets that get it by themselves: incident, request, any or none ("")."""

    id: int
    name: str
    items: list[Line]
    on_new: str
    category: str


class ChecklistChange(Given):
    """What is otherwise; what is left out stays. `category`: of new tickets only those of this service get it."""

    name: str = Field("", min_length=1, max_length=100, pattern=r"\S")
    items: list[NewLine] = Field([], min_length=1, max_length=lines.MOST)
    on_new: OnNew = ""
    category: str = Field("", max_length=100)


class NewChecklist(ChecklistChange):
    """A checklist as it shall be."""

    name: str = Field(min_length=1, max_length=100, pattern=r"\S")
    items: list[NewLine] = Field(min_length=1, max_length=lines.MOST)


@reads(routes, "/checklists", "automation.view", list[ChecklistOut])
def list_checklists(request: Request) -> Told:
    """Read the checklists that are kept, by name, at most 200."""
    return Told([_told(row) for row in checklists.all_of_them()[: checklists.MOST]])


@reads(routes, ONE, "automation.view", ChecklistOut)
def get_checklist(request: Request, checklist_id: int) -> Told:
    """Read one checklist."""
    return _one(checklist_id)


@writes(routes, "/checklists", "automation.change", ChecklistOut, status=201)
def make_checklist(request: Request, typed: NewChecklist) -> Told:
    """Make a checklist."""
    return _one(_keep(request, None, typed.dict()).pk, status=201)


@writes(routes, ONE, "automation.change", ChecklistOut, method="PATCH")
def change_checklist(request: Request, checklist_id: int, typed: ChecklistChange) -> Told:
    """Change a checklist; tickets keep the items that they have."""
    row = _find(checklist_id)
    _keep(request, row, changed(typed))
    return _one(checklist_id)


@writes(routes, ONE + "/remove", "automation.change", None, status=204)
def remove_checklist(request: Request, checklist_id: int) -> Told:
    """Remove a checklist; tickets keep the items that they have."""
    operations.remove(_find(checklist_id).pk, actor=request.actor, now=clock.now())
    return Told(None, 204)


def _keep(request: Request, row: Checklist | None, said: dict[str, Any]) -> Checklist:
    present = operations.present(row) if row else {}
    seen = values_seen(request, present) if row else ""
    if "items" in said:
        said["lines"] = _lined(said.pop("items"))
    said |= {name: one_line(said[name]) for name in ("name", "category") if name in said}
    by: dict[str, Any] = {"seen": seen, "actor": request.actor, "now": clock.now()}
    return operations.keep(row.pk if row else None, Kept(**{**present, **said}), **by)


def _lined(items: list[dict[str, Any]]) -> str:
    """Return items as the page has them, one a line; an item that a line cannot say is refused."""
    wanted = [lines.Line(one_line(item["words"]), item["must"]) for item in items]
    text = "\n".join(f"{'! ' if line.must else ''}{line.words}" for line in wanted)
    if lines.read(text) != wanted:
        raise Refused("Each item stands there once, and begins neither with the mark of a list nor with “!”.")
    return text


def _one(checklist_id: int, *, status: int = 200) -> Told:
    row = _find(checklist_id)
    place = reverse("api:v1:get_checklist", args=[row.pk]) if status == 201 else ""
    return Told(_told(row), status, values_tag(operations.present(row)), place)


def _find(checklist_id: int) -> Checklist:
    row = checklists.all_of_them().filter(pk=checklist_id).first()
    if row is None:
        raise Http404
    return row


def _told(row: Checklist) -> dict[str, Any]:
    items = [{"words": line.words, "must": line.must} for line in lines.read(row.lines)]
    return {"id": row.pk, "name": row.name, "items": items, "on_new": row.on_new, "category": row.category}
