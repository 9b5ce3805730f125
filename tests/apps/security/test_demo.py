"""One click signs in on the demo, and nowhere else, whatever the machine was told."""

import os
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from steadfast.apps.demo import operations
from steadfast.apps.identity.models import Person, Team
from steadfast.config.command import practice, web
from steadfast.config.command.answer import BadInput
from tests import cast, factories


def guest() -> Person:
    """Return somebody with an account as the demo makes them: without a password."""
    ines = factories.member(cast.INES)
    assert ines.user is not None
    ines.user.set_unusable_password()
    ines.user.save()
    return ines


@pytest.mark.django_db
def test_without_the_demo_nobody_is_entered_by_a_click(client: Client) -> None:
    assert client.get("/demo/").status_code == 404
    assert client.post(f"/demo/{guest().pk}/", headers={"x-steadfast-demo": "1"}).status_code == 404


@pytest.mark.django_db
def test_whoever_chose_a_password_is_entered_by_nobody_else(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    kofi = factories.member(cast.KOFI)
    assert client.post(f"/demo/{guest().pk}/").status_code == 302
    assert client.post(f"/demo/{kofi.pk}/").status_code == 404
    assert [person.name for person in client.get("/demo/").context["people"]] == [cast.INES.name]


@pytest.mark.django_db
def test_the_demo_is_not_loaded_into_a_practice_of_ones_own() -> None:
    factories.practice()
    with pytest.raises(operations.NotTheDemo):
        operations.load(now=factories.NOW)
    assert not Team.objects.exists()


@pytest.mark.parametrize("file", ["secret", "steadfast.sqlite3"])
def test_a_folder_with_a_practice_in_it_becomes_no_demo(tmp_path: Path, file: str) -> None:
    (tmp_path / file).touch()
    with pytest.raises(BadInput, match="a practice of your own"):
        practice.claim(tmp_path, demo=True)


def test_a_practice_of_ones_own_forgets_a_demo_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEADFAST_DEMO", "1")
    practice.claim(tmp_path, demo=False)
    assert os.environ["STEADFAST_DEMO"] == "0"


def test_pages_are_not_served_under_a_key_that_everybody_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEADFAST_DATA", str(tmp_path))
    monkeypatch.delenv("STEADFAST_SECRET", raising=False)
    with pytest.raises(BadInput, match="no secret"):
        web.require_secret()
