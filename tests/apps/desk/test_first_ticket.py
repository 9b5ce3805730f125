"""A practice of its first hour: what a ticket needs is said, and the page leads to it."""

import pytest
from django.test import Client as Browser

from steadfast.apps.identity.models import Person
from tests import cast, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Browser) -> Browser:
    factories.practice()
    return client


def enter(browser: Browser, person: Person) -> None:
    assert person.user is not None
    browser.force_login(person.user)


def test_without_a_client_the_page_leads_to_the_first_one(browser: Browser) -> None:
    enter(browser, factories.member(cast.NORA))
    page = browser.get("/tickets/new/").content.decode()
    assert "No client yet" in page
    assert 'href="/clients/new/"' in page
    assert 'name="client"' not in page


def test_who_may_not_add_a_client_reads_whom_to_ask(browser: Browser) -> None:
    enter(browser, factories.member(cast.INES))
    page = browser.get("/tickets/new/").content.decode()
    assert "Ask an owner, a service manager or sales" in page
    assert 'href="/clients/new/"' not in page


def test_without_a_team_the_page_leads_to_the_first_one(browser: Browser) -> None:
    address = f"/tickets/new/?client={factories.client().pk}"
    enter(browser, factories.member(cast.NORA))
    page = browser.get(address).content.decode()
    assert "No team yet" in page
    assert 'href="/teams/new/"' in page
    assert 'name="title"' not in page
    enter(browser, factories.member(cast.INES))
    page = browser.get(address).content.decode()
    assert "Ask an owner or a service manager" in page
    assert 'href="/teams/new/"' not in page


def test_a_part_of_a_name_is_enough_where_only_one_client_has_it(browser: Browser) -> None:
    factories.client()
    factories.client(cast.MARLOW)
    factories.team()
    enter(browser, factories.member(cast.INES))
    assert 'name="title"' in browser.get("/tickets/new/", {"client": "kestr"}).content.decode()
    both = browser.get("/tickets/new/", {"client": "e"})
    assert both.status_code == 422
    assert "More than one client is like" in both.content.decode()
    assert "No client is called" in browser.get("/tickets/new/", {"client": "nobody"}).content.decode()


def test_with_both_the_form_is_there(browser: Browser) -> None:
    kestrel, _ = factories.client(), factories.team()
    enter(browser, factories.member(cast.INES))
    page = browser.get("/tickets/new/", {"client": kestrel.pk}).content.decode()
    assert 'name="title"' in page
    assert "No team yet" not in page
