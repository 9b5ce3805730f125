"""Everybody tries every address, by GET and by POST; an address without a row fails.

A refusal is the same on either engine, so on PostgreSQL they try where they are let in, or where their sight decides.
"""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve
from pytest_django import DjangoDbBlocker

from tests import kept
from tests.apps.access import world
from tests.apps.access.matrix import ROWS
from tests.apps.access.roles import ROLES, SIGN_IN, Answer
from tests.apps.access.row import Row
from tests.architecture.test_access import patterns

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
REFUSED = (SIGN_IN, 403, 405)  # by who they are or by the method, before any row is looked up
BRACES = re.compile(r"\{(\w+)\}")


class Tries:
    """The world, and a browser for each role that starts every try signed in anew."""

    def __init__(self) -> None:
        self.names = world.build()
        self.sessions = {role: self.session(world.account_of(role)) for role in ROLES}
        self.handler = Client(raise_request_exception=False).handler  # its middleware is loaded once

    def session(self, account: object) -> str:
        browser = Client()
        if account is not None:
            browser.force_login(account)  # type: ignore[arg-type]
        cookie = browser.cookies.get(settings.SESSION_COOKIE_NAME)
        return cookie.value if cookie else ""

    def answer(self, role: str, method: str, row: Row) -> Answer:
        """Return what the role gets; whatever the try writes is taken back."""
        browser = Client(raise_request_exception=False)
        browser.handler = self.handler
        if self.sessions[role]:
            browser.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        with transaction.atomic():
            url = self.url(row)
            response = browser.get(url) if method == "GET" else browser.post(url, self.filled(row))
            transaction.set_rollback(True)
        to_sign_in = response.headers.get("Location", "").startswith(settings.LOGIN_URL)
        return SIGN_IN if to_sign_in and not row.address.startswith("/sign-") else response.status_code

    def filled(self, row: Row) -> dict[str, str]:
        """Return what a browser posts: a form is never quite empty."""
        return {"csrfmiddlewaretoken": "x", **{key: value.format(**self.names) for key, value in row.data.items()}}

    def url(self, row: Row) -> str:
        return row.address.format(**self.names)


@pytest.fixture(scope="module")
def tries(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Tries]:
    """One world for the whole matrix, gone afterwards."""
    with kept.for_a_while(django_db_blocker):
        yield Tries()


@pytest.fixture(autouse=True)
def no_limits() -> None:
    cache.clear()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.address)
def test_everybody_gets_what_the_matrix_says(row: Row, method: str, tries: Tries, engine: str) -> None:
    expected = dict(zip(ROLES, row.answers(method).by_role, strict=True))
    if engine == "postgresql":
        expected = {role: answer for role, answer in expected.items() if answer not in REFUSED}
    assert {role: tries.answer(role, method, row) for role in expected} == expected


def test_every_address_has_a_row() -> None:
    routes = {address for address, _ in patterns(get_resolver().url_patterns)}
    tried = {route_of(BRACES.sub("1", row.address)) for row in ROWS}
    assert sorted(routes - tried) == []


def route_of(url: str) -> str:
    """Return the pattern that answers an address, "" when none does."""
    try:
        return resolve(url).route
    except Resolver404:
        return ""


def test_an_address_that_is_not_there_is_404_for_everybody(tries: Tries) -> None:
    nowhere = Row("/nowhere/", get="404 404 404 404 404 404 404 404")
    assert {tries.answer(role, "GET", nowhere) for role in ROLES} == {404}
