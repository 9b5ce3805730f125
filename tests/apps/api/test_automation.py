"""A program writes checklists, recurring tickets and request forms as their pages do, and reads and stops rules."""

from typing import Any

import pytest

from steadfast.apps.automation.models import Checklist, Recurrence, Rule, ServiceForm
from steadfast.apps.automation.operations.rules import keeping
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.apps.access.rows import automation
from tests.apps.api.caller import ROOT, Program

pytestmark = pytest.mark.django_db
STARTER = {"name": "New starter", "items": [{"words": "Make the account", "must": True}, {"words": "Show the portal"}]}


@pytest.fixture
def theo() -> Program:
    factories.agreement()
    factories.team()
    factories.client()
    return Program(factories.member(cast.THEO), "automation:write")


@pytest.fixture
def ines(theo: Program) -> Program:
    return Program(factories.member(cast.INES))


def made_at(answer: Any) -> str:
    """Return where a thing was made, below the root."""
    assert answer.status_code == 201, answer.content
    place: str = answer["Location"]
    return place.removeprefix(ROOT)


def monday(**otherwise: object) -> dict[str, object]:
    number = factories.calendar().calendar.subject.number
    whom = {"clients": [factories.client().pk], "team": factories.team().pk, "calendar": number}
    return {"title": "Check the backups", **whom, "unit": "week", "weekdays": [0], "begins": "2026-03-02", **otherwise}


def starter(**otherwise: object) -> dict[str, object]:
    asked = [{"label": "Who starts?", "required": True}, {"label": "Where?", "type": "choice", "choices": ["A", "B"]}]
    return {"name": "New starter", "team": factories.team().pk, "questions": asked, **otherwise}


def test_a_checklist_is_made_changed_and_removed(theo: Program, ines: Program) -> None:
    made = theo.post("/checklists", STARTER, Idempotency_Key="c-1")
    at = made_at(made)
    assert made.json()["items"] == [STARTER["items"][0], {"words": "Show the portal", "must": False}]  # type: ignore[index]
    again = theo.post("/checklists", STARTER, Idempotency_Key="c-1")
    assert (again["Idempotent-Replayed"], again["Location"]) == ("true", made["Location"])
    assert theo.post("/checklists", STARTER).status_code == 422
    read = ines.get(at)
    assert (read.json(), read["ETag"]) == (made.json(), made["ETag"])
    assert theo.ask("PATCH", at, {"on_new": "request"}).status_code == 428
    changed = theo.ask("PATCH", at, {"on_new": "request"}, If_Match=read["ETag"])
    assert (changed.json()["on_new"], changed.json()["items"]) == ("request", made.json()["items"])
    assert theo.ask("PATCH", at, {"name": "Starter"}, If_Match=read["ETag"]).status_code == 412
    assert ines.post(f"{at}/remove").status_code == 403
    assert theo.post(f"{at}/remove").status_code == 204
    assert theo.get(at).status_code == 404
    kinds = Event.objects.filter(kind__startswith="checklist.").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["checklist.made", "checklist.changed", "checklist.removed"]


@pytest.mark.parametrize("words", ["! Twice", "- a mark", "Same\nline", "[x] ticked"])
def test_an_item_that_no_line_can_say_is_refused(theo: Program, words: str) -> None:
    items = [{"words": words}, {"words": "same line"}]
    assert theo.post("/checklists", {"name": "Odd", "items": items}).status_code == 422
    assert not Checklist.objects.exists()


def test_a_recurring_ticket_is_made_changed_and_removed(theo: Program, ines: Program) -> None:
    made = theo.post("/recurring", monday())
    at = made_at(made)
    assert (made.json()["at"], made.json()["weekdays"], made.json()["clients"][0]["name"]) == (
        "08:00",
        [0],
        cast.KESTREL.name,
    )
    assert made.json()["next_at"]
    tag = ines.get(at)["ETag"]
    changed = theo.ask("PATCH", at, {"at": "09:30", "ends": "2099-01-01"}, If_Match=tag)
    assert (changed.json()["at"], changed.json()["ends"], changed.json()["title"]) == (
        "09:30",
        "2099-01-01",
        "Check the backups",
    )
    assert theo.ask("PATCH", at, {"at": "10:00"}, If_Match=tag).status_code == 412
    assert theo.ask("PATCH", at, {"weekdays": []}, If_Match="*").json()["errors"][0]["field"] == "weekdays"
    assert ines.post(f"{at}/remove").status_code == 403
    assert theo.post(f"{at}/remove").status_code == 204
    assert theo.get(at).status_code == 404
    assert Recurrence.objects.get().removed_at is not None


@pytest.mark.parametrize(
    "wrong", [{"team": 999}, {"calendar": 999}, {"clients": [999]}, {"checklist": 999}, {"ends": "2026-01-01"}]
)
def test_a_recurring_ticket_for_what_is_not_there_is_refused(theo: Program, wrong: dict[str, object]) -> None:
    assert theo.post("/recurring", monday(**wrong)).status_code == 422
    assert not Recurrence.objects.exists()


def test_a_form_is_written_changed_and_offered_no_longer(theo: Program, ines: Program) -> None:
    made = theo.post("/request-forms/definitions", starter())
    at, key = made_at(made), made.json()["id"]
    assert [(one["key"], one["label"]) for one in made.json()["questions"]] == [("q1", "Who starts?"), ("q2", "Where?")]
    assert ines.get(f"/request-forms/{key}").json()["questions"] == made.json()["questions"]
    asked = [{"key": "q2", "label": "Which site?", "type": "choice", "choices": ["A", "B"]}, {"label": "From when?"}]
    changed = theo.ask("PATCH", at, {"questions": asked, "urgency": 1}, If_Match=made["ETag"])
    assert [one["key"] for one in changed.json()["questions"]] == ["q2", "q1"]
    assert (changed.json()["urgency"], changed.json()["name"]) == (1, "New starter")
    assert theo.ask("PATCH", at, {"name": "Starter"}, If_Match=made["ETag"]).status_code == 412
    gone = theo.ask("PATCH", at, {"offered": False}, If_Match=changed["ETag"])
    assert (gone.json()["offered"], len(gone.json()["questions"])) == (False, 2)
    assert ines.get(f"/request-forms/{key}").status_code == 404
    assert [one["id"] for one in ines.get("/request-forms/definitions").json()] == [key]
    assert ines.post("/request-forms/definitions", starter(name="Other")).status_code == 403


@pytest.mark.parametrize(
    "asked",
    [
        [{"label": "Where?", "type": "choice", "choices": ["one"]}],
        [{"label": "Where?", "type": "choice", "choices": ["a, b", "c"]}],
        [{"label": "Who?"}, {"label": "who?"}],
        [{"label": "Who?", "key": "q1"}, {"label": "Where?", "key": "q1"}],
        [],
    ],
)
def test_questions_that_nobody_could_answer_are_refused(theo: Program, asked: list[object]) -> None:
    assert theo.post("/request-forms/definitions", starter(questions=asked)).status_code == 422
    assert not ServiceForm.objects.exists()


def test_a_rule_is_read_and_stopped_but_not_started(theo: Program, ines: Program) -> None:
    factories.ticket()
    row = automation.rule()
    keeping.try_out(row.pk, actor=SYSTEM, now=factories.NOW)
    keeping.switch(row.pk, on=True, actor=SYSTEM, now=factories.NOW)
    (told,) = ines.get("/rules").json()
    assert (told["name"], told["body"], told["on_at"] is None) == (row.name, row.body, False)
    assert told["in_words"]
    assert ines.get(f"/rules/{row.pk}").json() == told
    assert ines.get(f"/rules/{row.pk}/runs").json()["items"] == []
    assert ines.post(f"/rules/{row.pk}/switch-off").status_code == 403
    assert theo.post(f"/rules/{row.pk}/switch-off").json()["on_at"] is None
    assert theo.post(f"/rules/{row.pk}/switch-on").status_code == 404
    assert Rule.objects.get().on_at is None
