"""No address of ours sends anybody to another house, however the way back is written."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from tests import cast, factories

pytestmark = pytest.mark.django_db
AWAY = (
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "http:///evil.example",
    "https://evil.example/",
    "https://testserver.evil.example/",
    "https://testserver@evil.example/",
    "%2f%2fevil.example",
    "//evil%2eexample",
    "/%0d%0aLocation:%20https://evil.example",
    "/\r\nLocation: https://evil.example",
    "\t//evil.example",
    " //evil.example",
    "\x01//evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "／／evil.example",
    "{}",
    "0121-08-25",
    "me",
)


@pytest.fixture(autouse=True)
def no_attempts_yet() -> None:
    cache.clear()


def is_ours(location: str) -> bool:
    """Tell whether a browser that follows stays; it takes a backslash for a slash, and drops tabs and line breaks."""
    read = "".join(sign for sign in location.strip() if sign not in "\r\n\t").replace("\\", "/")
    found = urlsplit(urljoin("http://testserver/sign-in/", read))
    return (found.scheme, found.netloc) == ("http", "testserver") and not {"\r", "\n"} & set(location)


@pytest.mark.parametrize("away", AWAY)
def test_signing_in_leads_to_a_page_of_ours(client: Client, away: str) -> None:
    factories.member(cast.INES)
    said = {"login": cast.INES.email, "password": factories.PASSWORD, "next": away}
    answer = client.post("/sign-in/", said)
    assert answer.status_code == 302
    assert is_ours(answer["Location"])
    assert is_ours(client.get("/sign-in/", {"next": away})["Location"])
    assert is_ours(client.get("/sign-in/passkey/", {"next": away})["Location"])


@pytest.mark.parametrize("away", AWAY)
def test_who_is_signed_in_already_is_led_to_a_page_of_ours(client: Client, away: str) -> None:
    client.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    for door in ("/sign-in/", "/sign-in/passkey/"):
        assert is_ours(client.post(door, {"next": away})["Location"])


@pytest.mark.parametrize("away", AWAY)
def test_a_proof_leads_back_to_a_page_of_ours(client: Client, away: str) -> None:
    client.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    answer = client.post("/me/confirm/", {"password": factories.PASSWORD, "next": away})
    assert answer.status_code == 302
    assert is_ours(answer["Location"])


@pytest.mark.parametrize("away", AWAY)
def test_the_switch_of_the_rail_leads_back_to_a_page_of_ours(client: Client, away: str) -> None:
    client.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    assert is_ours(client.post("/me/density/", {"density": "compact", "back": away})["Location"])


@pytest.mark.parametrize("away", AWAY)
def test_a_visit_of_the_demo_leads_to_a_page_of_ours(client: Client, settings: Settings, away: str) -> None:
    settings.DEMO = True
    ines = factories.member(cast.INES)
    assert ines.user is not None
    ines.user.set_unusable_password()
    ines.user.save()
    assert is_ours(client.post(f"/demo/{ines.pk}/", {"next": away})["Location"])


@pytest.mark.parametrize("path", ["//evil.example/me/", "/\\evil.example", "/%5Cevil.example", "//evil.example"])
def test_an_address_with_two_slashes_is_not_sent_on_to_their_house(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 or is_ours(answer["Location"])


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost@evil.example", "evil.example:80"]
)
def test_a_host_that_is_not_ours_is_refused(client: Client, host: str) -> None:
    assert client.get("/sign-in/", headers={"host": host}).status_code == 400


def test_a_forwarded_host_is_not_believed(client: Client) -> None:
    client.force_login(factories.member(cast.NORA).user)  # type: ignore[arg-type]
    kofi = factories.member(cast.KOFI)
    page = client.post(f"/people/{kofi.pk}/link/", headers={"x-forwarded-host": "evil.example"}).content.decode()
    assert "/welcome/" in page
    assert "evil.example" not in page
