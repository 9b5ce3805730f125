"""Who gets in: only a good token of somebody who still works here, never further than they, and never too fast."""

from datetime import timedelta

import pytest
from django.test import Client

from steadfast.apps.api import operations, scopes
from steadfast.apps.api.models import Token
from steadfast.apps.api.nouns import people
from steadfast.apps.api.operations import pace
from steadfast.apps.api.served import api
from steadfast.apps.api.serving import schema
from steadfast.apps.api.urls.v1 import urlpatterns
from steadfast.apps.identity.models import AuditEntry
from steadfast.apps.identity.operations import set_roles
from steadfast.foundation import access, clock
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories
from tests.apps.api.caller import ROOT, Program

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def test_without_a_token_nothing_opens_and_a_session_is_none() -> None:
    browser = Client()
    browser.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    answer = browser.get(f"{ROOT}/tickets")
    assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM)
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("shown", ["Bearer nonsense", "Bearer ", "Basic eDp5", "Bearer sf_ü", "sf_x"])
def test_nonsense_opens_nothing(shown: str) -> None:
    factories.practice()
    answer = Client().get(f"{ROOT}/tickets", headers={"Authorization": shown})
    assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM)


def test_only_the_hash_of_a_token_is_kept() -> None:
    program = Program(factories.member(cast.INES))
    row = Token.objects.values().get()
    assert program.secret not in str(row)
    assert len(program.secret) == len("sf_") + 43


def test_a_revoked_token_and_one_that_ended_open_nothing() -> None:
    program = Program(factories.member(cast.INES))
    assert program.get("/me").json()["name"] == cast.INES.name
    operations.revoke_token(program.token, actor=SYSTEM, now=clock.now())
    assert program.get("/me").status_code == 401
    other = Program(factories.member(cast.KOFI))
    Token.objects.filter(pk=other.token.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    assert other.get("/me").status_code == 401


def test_who_left_or_lost_a_role_takes_the_program_along_at_once() -> None:
    kofi = factories.member(cast.KOFI)
    program = Program(kofi)
    number = factories.ticket().subject.number
    assert program.post(f"/tickets/{number}/take").status_code == 200
    set_roles(kofi, ["bookkeeper"], actor=SYSTEM, now=clock.now())
    assert program.post(f"/tickets/{number}/take").status_code == 403
    assert program.get(f"/tickets/{number}").status_code == 200
    kofi.left_at = clock.now()
    kofi.save(update_fields=["left_at"])
    assert program.get(f"/tickets/{number}").status_code == 401
    assert AuditEntry.objects.filter(kind="refused", person_id=kofi.pk).exists()


def test_a_scope_never_widens_what_a_person_may() -> None:
    sam = Program(factories.member(cast.SAM), "tickets:write", "clients:write")
    assert set(sam.get("/me").json()["permissions"]) <= access.permissions_of(["bookkeeper"])
    number = factories.ticket().subject.number
    assert sam.post(f"/tickets/{number}/take").status_code == 403
    assert sam.post("/clients", {"name": "New", "zone": "Europe/London"}).status_code == 403
    reader = Program(factories.member(cast.INES), "tickets:read")
    assert reader.post(f"/tickets/{number}/take").status_code == 403
    assert reader.get("/clients").status_code == 403


def test_a_token_that_asks_too_fast_is_told_when_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "LIMIT", 40)
    program = Program(factories.member(cast.INES))
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    Token.objects.update(expires_at=factories.NOW + timedelta(days=1))
    statuses = []
    for n in range(45):
        if n == 25:
            pace.forget()  # another process, which has none of our block
        answer = program.get("/me")
        statuses.append(answer.status_code)
    assert statuses == [200] * 25 + [429] * 20  # 40 were taken: 20, and 20 of which the first process used 5
    assert answer.status_code == 429
    assert (answer["Content-Type"], answer["Retry-After"]) == (PROBLEM, "60")
    assert answer["RateLimit"] == '"token";r=0;t=60'


def test_the_audit_book_says_that_a_token_came_and_what_it_saw(monkeypatch: pytest.MonkeyPatch) -> None:
    ines = factories.member(cast.INES)
    Program(ines).get(f"/tickets/{factories.ticket().subject.number}")
    entry = AuditEntry.objects.get(kind="signed in", person_id=ines.pk)
    assert entry.how.startswith("token sf_")


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/nowhere", None, 404),
        ("GET", "/tickets/99999999999999999999", None, 404),
        ("GET", "/tickets/77", None, 404),
        ("DELETE", "/tickets", None, 405),
        ("POST", "/tickets", {"title": "x"}, 422),
        ("POST", "/tickets", {"client": 1, "title": "x", "more": 1}, 422),
        ("POST", "/tickets", {"client": "1", "title": "x"}, 422),
        ("POST", "/tickets", {"client": 2**70, "title": "x"}, 422),
        ("POST", "/tickets", {"client": 1, "title": "a\0b"}, 400),
        ("GET", "/tickets?limit=0", None, 422),
    ],
)
def test_every_error_is_a_problem(method: str, path: str, body: object, status: int) -> None:
    program = Program(factories.member(cast.INES))
    answer = program.ask(method, path, body)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    said = answer.json()
    assert said["status"] == status
    assert said["type"].startswith("/api/v1/#")
    assert "<" not in answer.content.decode()


def test_a_fault_of_the_server_is_a_problem_and_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(people.queries, "teams", broken)
    answer = Program(factories.member(cast.INES)).get("/teams")
    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert "secret words" not in answer.content.decode()


def test_a_body_that_is_no_json_or_too_large_is_a_problem() -> None:
    program = Program(factories.member(cast.INES))
    sent = {"Authorization": f"Bearer {program.secret}"}
    kind = "application/json"
    for body, status in (("{", 400), ("", 422), ("x" * 2_600_000, 413)):
        answer = program.browser.generic("POST", f"{ROOT}/tickets", body, content_type=kind, headers=sent)
        assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)


def test_a_body_of_another_type_is_a_problem() -> None:
    program = Program(factories.member(cast.INES))
    sent = {"Authorization": f"Bearer {program.secret}"}
    answer = program.browser.post(f"{ROOT}/tickets", {"title": "x"}, headers=sent)
    assert (answer.status_code, answer["Content-Type"]) == (415, PROBLEM)


@pytest.mark.parametrize("header", ["If_Match", "Idempotency_Key"])
def test_a_header_is_taken_as_it_is_described(header: str) -> None:
    program = Program(factories.member(cast.INES))
    for said, status in (("x" * 255, (200, 412)), ("x" * 256, (400,)), ("é", (400,))):
        assert program.post("/timer/stop", **{header: said}).status_code in status


def test_every_operation_asks_for_a_permission_that_some_role_and_some_scope_hold() -> None:
    document = schema.of(api)
    asked = {one["x-permission"] for methods in document["paths"].values() for one in methods.values()}
    asked -= {access.SIGNED_IN}
    assert asked <= set(access.grants())
    assert [name for name in asked if not scopes.of_permission(name)] == []
    assert set().union(*(held for _, held in scopes.SCOPES.values())) <= set(access.grants())


def test_no_address_of_the_api_asks_nobody() -> None:
    names = {one["operationId"] for methods in schema.of(api)["paths"].values() for one in methods.values()}
    assert {entry.name for entry in urlpatterns} - names == {"index", "schema"}  # which tell nothing of the practice
    assert all(one["security"] for methods in schema.of(api)["paths"].values() for one in methods.values())
    assert len(names) == sum(len(methods) for methods in schema.of(api)["paths"].values())
