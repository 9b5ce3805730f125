"""Signing in, one's password, and what a browser keeps: where an attacker would begin."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from tests import cast, factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_attempts_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def attempt(number: int, **headers: str) -> str:
    """Try to sign in as Ines from a place of its own; return what the page says."""
    where = {"REMOTE_ADDR": f"192.0.2.{number}"}
    form = {"login": cast.INES.email.upper() if number % 2 else cast.INES.email, "password": "wrong"}
    return Client(headers=headers).post("/sign-in/", form, **where).content.decode()  # type: ignore[arg-type]


def test_attempts_on_one_account_are_counted_whatever_host_the_sender_names() -> None:
    factories.member(cast.INES)
    said = [attempt(number, host=f"localhost:{number}") for number in range(1, 7)]
    assert ["Too many attempts" in page for page in said] == [False] * 5 + [True]


def test_naming_another_sender_does_not_reset_the_count() -> None:
    pages = [
        Client().post(
            "/sign-in/", {"login": f"n{n}@harbor.example", "password": "x"}, headers={"x-forwarded-for": f"192.0.2.{n}"}
        )
        for n in range(11)
    ]
    assert "Too many attempts" in pages[-1].content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_account_without_a_password_has_none_to_change(client: Client, method: str) -> None:
    ines = factories.member(cast.INES).user
    assert ines is not None
    ines.set_unusable_password()
    ines.save()
    client.force_login(ines)
    answer = getattr(client, method)("/me/password/")
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert "/me/password/" not in client.get("/me/").content.decode()


@pytest.mark.parametrize("address", ["/me/", "/people/", "/tickets/export.csv", "/nowhere/"])
def test_no_cache_keeps_what_somebody_was_shown(client: Client, address: str) -> None:
    client.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    assert client.get(address)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("weak", [" " * 12, "a" * 40, "abcabcabcabc", "1234567890", "password1234", "nine chars"[:9]])
def test_a_password_that_is_soon_guessed_is_refused_behind_a_link(client: Client, weak: str) -> None:
    address = f"/welcome/{factories.invitation(factories.member(cast.KOFI))}/"
    assert client.post(address, {"password": weak}).status_code == 422
    assert client.post(address, {"password": "tide lantern nine"}).status_code == 302


def test_signing_out_leaves_no_draft_for_the_next_person(client: Client) -> None:
    client.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    assert client.post("/sign-out/")["Clear-Site-Data"] == '"storage"'
