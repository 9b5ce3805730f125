"""What the log says of a request that was refused: one line with who, what and why, and no traceback."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests import cast, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the console of a server would show."""
    handlers = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    shown = io.StringIO()
    before = handlers[0].setStream(shown)
    yield shown
    handlers[0].setStream(before)


def test_a_page_that_one_may_not_see_is_one_line(client: Client, log: io.StringIO) -> None:
    ines = factories.member(cast.INES)
    client.force_login(ines.user)  # type: ignore[arg-type]
    assert client.get("/audit/").status_code == 403
    line = f"Forbidden (Permission denied): /audit/ (GET by person {ines.pk}: Person {ines.pk} lacks “audit.view”.)\n"
    assert log.getvalue() == line


def test_a_page_that_is_not_there_is_one_line(client: Client, log: io.StringIO) -> None:
    assert client.get("/nowhere/").status_code == 404
    assert log.getvalue() == "Not Found: /nowhere/ (GET by nobody)\n"


def test_a_false_host_is_one_line(client: Client, log: io.StringIO) -> None:
    assert client.get("/sign-in/", headers={"host": "evil.example"}).status_code == 400
    assert len(log.getvalue().splitlines()) == 1
    assert "evil.example" in log.getvalue()


def test_a_reason_writes_no_line_of_its_own(client: Client, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionDenied("no\nINFO all is well\x1b[2J\u2028")

    monkeypatch.setattr("steadfast.apps.identity.middleware.actor_of_user", refuse)
    assert client.get("/sign-in/").status_code == 403
    assert log.getvalue().count("\n") == 1
    assert not any(sign in log.getvalue() for sign in "\x1b\u2028")


def test_a_fault_of_ours_keeps_its_traceback(log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr("steadfast.apps.identity.middleware.actor_of_user", breaks)
    assert Client(raise_request_exception=False).get("/sign-in/").status_code == 500
    assert "Traceback" in log.getvalue()
