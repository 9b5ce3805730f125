"""A program opens tickets, works on them and reads them, as its person may and by the same operations."""

import pytest

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Message, Ticket
from steadfast.foundation import prepared
from tests import cast, factories
from tests.apps.api.caller import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> Program:
    factories.agreement()
    factories.team()
    factories.client()
    return Program(factories.member(cast.INES))


def test_a_ticket_is_opened_with_what_the_agreement_promises(ines: Program) -> None:
    answer = ines.post("/tickets", {"client": factories.client().pk, "title": "Scanner is dead", "text": "Since nine"})
    assert answer.status_code == 201
    said = answer.json()
    assert answer["Location"] == f"/api/v1/tickets/{said['number']}"
    assert (said["title"], said["state"], said["client"]["name"]) == ("Scanner is dead", "new", cast.KESTREL.name)
    assert said["next_due_at"].endswith("Z")
    assert Commitment.objects.filter(subject__ticket__subject__number=said["number"]).count() == 2


def test_it_goes_from_taken_over_replied_and_waiting_to_closed(ines: Program) -> None:
    number = factories.ticket().subject.number
    at = f"/tickets/{number}"
    assert ines.post(f"{at}/take").json()["owner"]["name"] == cast.INES.name
    assert ines.post(f"{at}/replies", {"text": "Looking"}).json()["first_response_at"]
    wait = {"reason": "client", "words": "the serial number", "expires_at": "2099-01-01T00:00:00Z"}
    assert ines.post(f"{at}/wait", wait).json()["state"] == "waiting"
    assert ines.post(f"{at}/heard", {"text": "It is 42"}).json()["state"] == "in progress"
    assert ines.post(f"{at}/promises", {"what": "Call back", "due_at": "2099-01-01T00:00:00Z"}).status_code == 201
    assert ines.post(f"{at}/notes", {"text": "Odd"}).status_code == 201
    assert ines.post(f"{at}/resolve", {"text": "Done"}).json()["state"] == "resolved"
    assert ines.post(f"{at}/reopen", {"reason": "It came back"}).json()["state"] == "in progress"
    assert ines.post(f"{at}/resolve", {}).json()["state"] == "resolved"
    assert ines.post(f"{at}/confirm").json()["state"] == "closed"
    kinds = [one["kind"] for one in ines.get(f"{at}/messages").json()["items"]]
    assert kinds[:1] + kinds[-2:] == ["public", "heard", "public"] or "inside" in kinds


def test_a_page_leads_to_the_next_until_all_are_read(ines: Program) -> None:
    numbers = {factories.ticket().subject.number for _ in range(5)}
    found, cursor = set(), None
    while True:
        page = ines.get("/tickets?limit=2" + (f"&cursor={cursor}" if cursor else "")).json()
        found |= {one["number"] for one in page["items"]}
        cursor = page["next"]
        if cursor is None:
            break
    assert found == numbers
    assert ines.get("/tickets?cursor=nonsense").status_code == 422


def test_a_page_costs_the_same_for_one_ticket_as_for_many(ines: Program, django_assert_max_num_queries: object) -> None:
    for _ in range(6):
        factories.ticket()
    ines.get("/tickets")
    with django_assert_max_num_queries(2 + 1):  # type: ignore[operator]
        assert len(ines.get("/tickets").json()["items"]) == 6


def test_the_statements_of_a_ticket_are_put_together_once(ines: Program) -> None:
    first, second = (factories.ticket().subject.number for _ in range(2))
    for number in (first, second):
        assert ines.post(f"/tickets/{number}/take").json()["number"] == number
    assert prepared.plain == set()


def test_what_was_changed_meanwhile_is_refused(ines: Program) -> None:
    at = f"/tickets/{factories.ticket().subject.number}"
    seen = ines.get(at)["ETag"]
    assert ines.get(at, If_None_Match=seen).status_code == 304
    ines.post(f"{at}/notes", {"text": "Changed"})
    late = ines.post(f"{at}/replies", {"text": "Late"}, If_Match=seen)
    assert (late.status_code, late["Content-Type"]) == (412, "application/problem+json")
    priority = {"impact": 1, "urgency": 1, "reason": "The whole shop stands"}
    assert ines.ask("PUT", f"{at}/priority", priority).status_code == 428
    fresh = ines.get(at)["ETag"]
    assert ines.ask("PUT", f"{at}/priority", priority, If_Match=fresh).json()["priority"] == "P1"


def test_a_write_with_a_key_is_done_once(ines: Program) -> None:
    new = {"client": factories.client().pk, "title": "Twice sent"}
    first = ines.post("/tickets", new, Idempotency_Key="a-1")
    again = ines.post("/tickets", new, Idempotency_Key="a-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert again["Location"] == first["Location"]
    assert again["Idempotent-Replayed"] == "true"
    assert Ticket.objects.count() == 1
    other = ines.post("/tickets", {**new, "title": "Another"}, Idempotency_Key="a-1")
    assert other.status_code == 422
    assert ines.post("/tickets", new, Idempotency_Key="a-2").status_code == 201
    assert Ticket.objects.count() == 2


def test_what_was_refused_may_be_sent_again_with_its_key(ines: Program) -> None:
    at = f"/tickets/{factories.ticket().subject.number}"
    assert ines.post(f"{at}/wait/end", Idempotency_Key="b-1").status_code == 422
    wait = {"reason": "supplier", "supplier": "Bluefin Networks", "words": "a part", "expires_at": "2099-01-01T00:00Z"}
    assert ines.post(f"{at}/wait", wait).status_code == 201
    assert ines.post(f"{at}/wait/end", Idempotency_Key="b-1").status_code == 200


def test_notes_need_their_own_scope(ines: Program) -> None:
    at = f"/tickets/{factories.ticket().subject.number}"
    ines.post(f"{at}/notes", {"text": "They are behind with paying"})
    plain = Program(factories.member(cast.INES), "tickets:write")
    bulk = Program(factories.member(cast.INES), "tickets:read", "tickets:bulk")
    for narrow in (plain, bulk):
        assert "behind" not in narrow.get(f"{at}/messages").content.decode()
        assert narrow.get("/search?q=behind").status_code == 403
    refused = plain.post(f"{at}/notes", {"text": "More"})
    assert refused.status_code == 403
    assert "scope notes" in refused.json()["detail"]
    assert Message.objects.filter(kind="inside").count() == 1


def test_a_token_for_tickets_alone_opens_one(ines: Program) -> None:
    narrow = Program(factories.member(cast.KOFI), "tickets:write")
    assert narrow.get("/clients").status_code == 403
    assert narrow.post("/tickets", {"client": factories.client().pk, "title": "By a program"}).status_code == 201
    assert narrow.post("/tickets", {"client": 999, "title": "Of nobody"}).status_code == 422


@pytest.mark.parametrize("what", ["replies", "notes", "heard"])
def test_nothing_is_no_text(ines: Program, what: str) -> None:
    at = f"/tickets/{factories.ticket().subject.number}/{what}"
    assert ines.post(at, {"text": " \n\t"}).status_code == 422
    assert ines.post(at, {"text": "x" * 50_001}).status_code == 422
