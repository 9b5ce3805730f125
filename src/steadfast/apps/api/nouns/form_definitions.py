"""How request forms are written: all of them, those that are offered no longer too. What is asked: request_forms."""

from typing import Annotated, Any, Literal

from django.http import Http404
from django.urls import reverse
from ninja import Field, Router

from steadfast.apps.api.nouns.request_forms import FormOut
from steadfast.apps.api.nouns.request_forms import told as told_to_ask
from steadfast.apps.api.nouns.typed import changed, one_line, require_known, served
from steadfast.apps.api.serving.answers import Told, values_seen, values_tag
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id, Named, someone
from steadfast.apps.automation.models import ServiceForm
from steadfast.apps.automation.operations import forms as operations
from steadfast.apps.automation.operations.forms import Kept
from steadfast.apps.automation.queries import checklists
from steadfast.apps.automation.queries import forms as queries
from steadfast.apps.identity import queries as identity
from steadfast.domain.automation import questions
from steadfast.domain.automation.questions import Question
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request
from steadfast.foundation.seen import written

routes = Router(tags=["automation"])
ONE = "/request-forms/{number:form_id}/definition"
Answer = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^,\s]([^,]*[^,\s])?$")]


class DefinitionOut(FormOut):
    """A form with what becomes of its answers; `offered`: it can be filled in."""

    impact: int
    urgency: int
    category: str
    team: Named
    checklist: Named | None
    offered: bool


class NewQuestion(Given):
    """`key` names the answer for ever: send that of a question that is there; a new one is given one."""

    key: str = Field("", pattern=r"^(q[0-9]{1,4})?$")
    label: str = Field(min_length=1, max_length=100, pattern=r"\S")
    type: Literal[questions.TYPES] = "text"  # type: ignore[valid-type]
    required: bool = False
    help: str = Field("", max_length=200)
    choices: list[Answer] = Field([], max_length=50)


class DefinitionChange(Given):
    """What is otherwise; what is left out stays. `questions` are all of them, in order; `clients`: none for all."""

    name: str = Field("", min_length=1, max_length=100, pattern=r"\S")
    intro: str = Field("", max_length=2_000)
    questions: list[NewQuestion] = Field([], min_length=1, max_length=questions.MOST)
    clients: list[Id] = Field([], max_length=1_000)
    kind: Literal["request", "incident"] = "request"
    impact: int = Field(3, ge=1, le=3)
    urgency: int = Field(3, ge=1, le=3)
    category: str = Field("", max_length=100)
    team: Id = Field(default_factory=int)
    checklist: Id | None = None
    needs_approval: bool = False
    offered: bool = True


class NewDefinition(DefinitionChange):
    """A form as it shall be."""

    name: str = Field(min_length=1, max_length=100, pattern=r"\S")
    questions: list[NewQuestion] = Field(min_length=1, max_length=questions.MOST)
    team: Id


@reads(routes, "/request-forms/definitions", "automation.view", list[DefinitionOut])
def list_form_definitions(request: Request) -> Told:
    """Read how all request forms are written, those that are offered no longer last, at most 200."""
    return Told([_told(row) for row in queries.all_of_them().prefetch_related("clients")[: queries.MOST]])


@reads(routes, ONE, "automation.view", DefinitionOut)
def get_form_definition(request: Request, form_id: int) -> Told:
    """Read how one form is written."""
    return _one(form_id)


@writes(routes, "/request-forms/definitions", "automation.change", DefinitionOut, status=201)
def make_form_definition(request: Request, typed: NewDefinition) -> Told:
    """Write a request form."""
    return _one(_keep(request, None, typed.dict()).pk, status=201)


@writes(routes, ONE, "automation.change", DefinitionOut, method="PATCH")
def change_form_definition(request: Request, form_id: int, typed: DefinitionChange) -> Told:
    """Change a form; with `offered` false nobody fills it in any more. What was asked by it stays as it was asked."""
    _keep(request, _find(form_id), changed(typed))
    return _one(form_id)


def _keep(request: Request, row: ServiceForm | None, said: dict[str, Any]) -> ServiceForm:
    present = operations.present(row) if row else {}
    seen = _seen(request, row) if row else ""
    asked = _questions(said.pop("questions")) if "questions" in said else queries.questions_of(row) if row else []
    whole = {**present, **said}
    require_known("clients", whole["clients"], served(request))
    require_known("team", [whole["team"]], identity.teams())
    require_known("checklist", [whole["checklist"] or None], checklists.all_of_them())
    keys = {f"{name}_id": whole[name] or None for name in ("team", "checklist")}
    columns = {**whole, **keys, **{name: one_line(whole[name]) for name in ("name", "category")}}
    kept = Kept(columns=columns, questions=asked, client_ids=sorted({*whole["clients"]}), offered=whole["offered"])
    by: dict[str, Any] = {"seen": seen, "actor": request.actor, "now": clock.now()}
    return operations.keep(row.pk if row else None, kept, **by)


def _seen(request: Request, row: ServiceForm) -> str:
    """Return what the operation compares: what its page shows, where the program saw that and the questions."""
    whole = _whole(row)
    return written(operations.present(row)) if values_seen(request, whole) in {"", written(whole)} else "other values"


def _questions(asked: list[dict[str, Any]]) -> list[Question]:
    keys = [one["key"] for one in asked if one["key"]]
    if len({*keys}) < len(keys):
        raise Refused("Two questions have the same key.")
    return [_question(one) for one in asked]


def _question(one: dict[str, Any]) -> Question:
    choices = tuple(dict.fromkeys(one["choices"])) if one["type"] == "choice" else ()
    return Question(**{**one, "label": one_line(one["label"]), "choices": choices})


def _one(form_id: int, *, status: int = 200) -> Told:
    row = _find(form_id)
    place = reverse("api:v1:get_form_definition", args=[row.pk]) if status == 201 else ""
    return Told(_told(row), status, values_tag(_whole(row)), place)


def _whole(row: ServiceForm) -> dict[str, Any]:
    return {**operations.present(row), "questions": row.fields}


def _find(form_id: int) -> ServiceForm:
    row = queries.all_of_them().prefetch_related("clients").filter(pk=form_id).first()
    if row is None:
        raise Http404
    return row


def _told(row: ServiceForm) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("impact", "urgency", "category")}
    more = {"team": someone(row.team), "checklist": someone(row.checklist), "offered": row.retired_at is None}
    return {**told_to_ask(row), **plain, **more}
