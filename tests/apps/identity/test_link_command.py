"""`steadfast link`: the way back in for an owner who forgot the password."""

import json

import pytest
from django.test import Client

from steadfast.config.command import BadInput, link, parser, practice
from tests import cast, factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def open_practice(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.practice()
    monkeypatch.setattr(practice, "open_existing", lambda: None)


def test_it_prints_a_link_that_works_once(capsys: pytest.CaptureFixture[str]) -> None:
    options = parser("link", link).parse_args(["NORA@harbor.example", "--port", "8123", "--json"])
    assert link.run(options) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["person"] == cast.NORA.name
    assert told["url"].startswith("http://localhost:8123/welcome/")
    path = told["url"].removeprefix("http://localhost:8123")
    assert Client().post(path, {"password": "seven-quiet-harbors"}).status_code == 302
    assert Client().get(path).status_code == 404


def test_an_unknown_address_is_bad_input() -> None:
    with pytest.raises(BadInput, match="nobody"):
        link.run(parser("link", link).parse_args(["nobody@harbor.example"]))
