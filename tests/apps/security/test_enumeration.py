"""From outside nobody learns who or what exists: the same answer after the same work, and links too long to guess."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from steadfast.apps.identity.models import SetUpLink
from tests import cast, factories

pytestmark = pytest.mark.django_db
GUESSABLE_BITS = 128


@pytest.fixture(autouse=True)
def no_attempts_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def jo() -> Client:
    browser = Client()
    browser.force_login(factories.contact(cast.MARLOW).user)
    return browser


def answered(browser: Client, path: str) -> tuple[int, bytes, int]:
    """Return status, text and the number of queries of an answer."""
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(path)
    return answer.status_code, answer.content, len(asked)


def test_a_client_or_a_ticket_out_of_sight_is_like_one_that_is_not_there(jo: Client) -> None:
    ticket = factories.ticket()
    kestrel = factories.client(cast.KESTREL)
    for there, nowhere, status in (
        (f"/portal/tickets/{ticket.subject.number}/", "/portal/tickets/987654/", 404),
        (f"/tickets/{ticket.subject.number}/", "/tickets/987654/", 302),
        (f"/clients/{kestrel.pk}/", "/clients/987654/", 302),
    ):
        found, missing = answered(jo, there), answered(jo, nowhere)
        assert found[0] == missing[0] == status
        assert found[1] == missing[1]
        assert found[2] == missing[2]


def test_a_person_is_none_of_a_contact_s_business_whether_they_are_there_or_not(jo: Client) -> None:
    ines = factories.member(cast.INES)
    found, missing = answered(jo, f"/people/{ines.pk}/"), answered(jo, "/people/987654/")
    assert (found[0], found[2]) == (missing[0], missing[2]) == (403, found[2])


@pytest.mark.parametrize("email", [cast.INES.email, "nobody@harbor.example", cast.KOFI.email])
def test_each_wrong_attempt_hashes_once_whether_the_address_is_known_or_not(email: str) -> None:
    factories.member(cast.INES)
    kofi = factories.member(cast.KOFI).user
    assert kofi is not None
    kofi.is_active = False
    kofi.save()
    browser = Client()
    browser.get("/sign-in/")
    with patch("django.contrib.auth.hashers.MD5PasswordHasher.encode", return_value=make_password("x")) as hashed:
        answer = browser.post("/sign-in/", {"login": email, "password": "not-the-one"})
    assert answer.status_code == 422
    assert hashed.call_count == 1
    assert "do not belong together" in answer.content.decode()


def test_links_cannot_be_guessed_and_are_kept_as_a_hash() -> None:
    tokens = {factories.invitation(factories.member(who)) for who in (cast.INES, cast.KOFI)}
    for token in tokens:
        assert len(token) * 6 >= GUESSABLE_BITS
        assert not SetUpLink.objects.filter(token_hash=token).exists()
    assert Client().get("/welcome/nonsense/").status_code == 404
