"""No write without a token that another site cannot know: of the form, or of the program that writes."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoDbBlocker

from tests import kept
from tests.apps.access import world
from tests.apps.access.matrix import ROWS
from tests.apps.security import walk

pytestmark = pytest.mark.django_db
WRITES = ("POST", "PUT", "PATCH", "DELETE")
NO_KEY = "9223372036854775808"  # answered 404 before anything looks at it


@pytest.fixture(scope="module")
def names(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, object]]:
    """One practice for all of these, gone afterwards."""
    with kept.for_a_while(django_db_blocker):
        yield world.build()


@pytest.mark.parametrize("method", WRITES)
def test_no_address_takes_a_write_without_its_token(names: dict[str, object], method: str) -> None:
    session = walk.signed_in("owner")
    found = {where: written(session, method, where)[0] for where in addresses(names) if not for_programs(where)}
    assert len(found) > 100
    assert {said: code for said, code in found.items() if code != 403} == {}


@pytest.mark.parametrize("method", WRITES)
def test_where_programs_write_a_session_opens_nothing(names: dict[str, object], method: str) -> None:
    """No form's token is asked for there, and none is needed: what a browser sends by itself counts for nothing."""
    session = walk.signed_in("owner")
    found = [where for where in addresses(names) if for_programs(where)]
    assert {where.split("/")[1] for where in found} == {"api", "hooks"}
    with_session = {where: written(session, method, where) for where in found}
    assert {said: code for said, (code, *_) in with_session.items() if code not in {401, 404, 405}} == {}
    assert {where: written("", method, where) for where in found} == with_session


def addresses(names: dict[str, object]) -> list[str]:
    return [row.address.format(**names) for row in ROWS if NO_KEY not in row.address]


def for_programs(address: str) -> bool:
    """Tell whether the view says that it needs no form's token, since it asks for one of its own."""
    return getattr(resolve(address.partition("?")[0]).func, "csrf_exempt", False)


def written(session: str, method: str, address: str) -> tuple[int, bytes, str]:
    """Return what a write without a token is answered: status, body and cookies."""
    cache.clear()
    browser = Client(enforce_csrf_checks=True)
    if session:
        browser.cookies[settings.SESSION_COOKIE_NAME] = session
    answer = browser.generic(method, address, "a=b", "application/x-www-form-urlencoded")
    return answer.status_code, answer.content, answer.cookies.output()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://testserver"}, 302),
        ({"referer": "https://testserver/me/"}, 302),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://testserver"}, 403),
        ({"origin": "https://testserver.evil.example"}, 403),
        ({"referer": "https://evil.example/https://testserver/"}, 403),
        ({"referer": "http://testserver/me/"}, 403),
        ({}, 403),
    ],
    ids=str,
)
def test_a_token_from_another_place_is_none_under_tls(
    names: dict[str, object], headers: dict[str, str], status: int
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.account_of("owner"))  # type: ignore[arg-type]
    browser.get("/me/", secure=True)
    form = {"density": "compact", "csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    assert browser.post("/me/density/", form, secure=True, headers=headers).status_code == status
