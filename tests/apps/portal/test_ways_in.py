"""Ways into the portal: a link by mail, an invitation, and who gets neither."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client as Browser

from steadfast.apps.clients.operations import part_from, say_back, say_left
from steadfast.apps.identity.models import Person
from steadfast.apps.mail.models import Sent
from steadfast.apps.portal import operations
from steadfast.apps.portal.models import SignInLink
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Job
from tests import cast, factories

pytestmark = pytest.mark.django_db
NOBODY = "nobody@kestrel.example"


@pytest.fixture(autouse=True)
def mails(db: None) -> Iterator[None]:
    """Let mail leave, and forget what was counted."""
    cache.clear()
    with mock.patch("steadfast.apps.mail.queries.ways.can_send", return_value=True):
        yield


def ask(email: str) -> HttpResponse:
    return Browser().post("/portal/sign-in/", {"email": email})  # type: ignore[return-value]


def work() -> None:
    """Do what was asked for later."""
    for job in Job.objects.filter(task__endswith="send_link", done_at=None):
        operations.send_asked(*job.args["args"], now=clock.now())
        job.delete()


def link_to(email: str) -> str:
    """Return the address in the mail that was sent last to somebody."""
    text = next(row.text for row in Sent.objects.order_by("-pk") if row.to == [email])
    found = re.search(r"http://testserver(/portal/enter/\S+)", text)
    assert found is not None
    return found[1]


def asked() -> str:
    ask(amara().email)
    work()
    return link_to(amara().email)


def amara() -> Person:
    return factories.contact()


def is_in(browser: Browser) -> bool:
    return browser.get("/portal/").status_code == 200


def at(now: datetime) -> Any:
    return mock.patch.object(clock, "now", return_value=now)


def test_a_link_signs_in_by_a_press_and_by_no_look() -> None:
    link = asked()
    browser = Browser()
    for _ in range(3):  # a scanner of mail may come first
        assert "Sign in as" in browser.get(link).content.decode()
    assert not is_in(browser)
    assert browser.post(link).headers["Location"] == "/portal/"
    assert is_in(browser)


def test_it_works_once() -> None:
    link = asked()
    Browser().post(link)
    again = Browser()
    assert again.post(link).status_code == again.get(link).status_code == 404
    assert not is_in(again)


def test_it_works_for_fifteen_minutes() -> None:
    link = asked()
    with at(clock.now() + timedelta(minutes=14)):
        assert Browser().get(link).status_code == 200
    with at(clock.now() + timedelta(minutes=16)):
        assert Browser().post(link).status_code == 404


def test_only_a_hash_of_its_token_is_kept() -> None:
    token = asked().rstrip("/").rpartition("/")[2]
    assert token not in str(list(SignInLink.objects.values()))


def test_the_answer_is_the_same_for_everybody_and_so_is_the_work() -> None:
    known, unknown = ask(amara().email), ask(NOBODY)
    told = known.content.decode().replace(amara().email, NOBODY)
    assert (known.status_code, told) == (unknown.status_code, unknown.content.decode())
    assert Job.objects.filter(task__endswith="send_link").count() == 2
    work()
    assert [row.to for row in Sent.objects.all()] == [[amara().email]]


@pytest.mark.parametrize("email", [cast.NORA.email, cast.INES.email, NOBODY])
def test_members_and_strangers_get_no_link(email: str) -> None:
    factories.member(cast.INES)
    ask(email)
    work()
    assert not SignInLink.objects.exists()


def test_a_contact_who_was_never_invited_gets_no_link() -> None:
    factories.client(cast.KESTREL)
    ask(cast.KESTREL.contacts[0].email)
    work()
    assert not SignInLink.objects.exists()


def test_who_left_gets_none_and_a_link_of_before_is_dead() -> None:
    link = asked()
    say_left(factories.client(), amara(), actor=SYSTEM, now=clock.now())
    assert Browser().post(link).status_code == 404
    assert operations.send_asked(cast.KESTREL.contacts[0].email, "http://testserver/", "en", now=clock.now()) is False


def test_who_comes_back_is_invited_anew_before_a_link_works() -> None:
    link = asked()
    person, client = amara(), factories.client()
    say_left(client, person, actor=SYSTEM, now=clock.now())
    say_back(client, person, actor=SYSTEM, now=clock.now())
    assert Browser().post(link).status_code == 404


def test_whose_client_is_served_no_longer_gets_none() -> None:
    link = asked()
    part_from(factories.client(), actor=SYSTEM, now=clock.now())
    assert Browser().post(link).status_code == 404
    assert operations.send_asked(amara().email, "http://testserver/", "en", now=clock.now()) is False


def test_a_link_is_bound_to_the_address_that_it_went_to() -> None:
    link = asked()
    Person.objects.filter(pk=amara().pk).update(email="other@kestrel.example")
    assert Browser().post(link).status_code == 404


def test_one_use_ends_every_other_link() -> None:
    first, second = asked(), asked()
    Browser().post(second)
    assert Browser().post(first).status_code == 404


def test_an_address_is_asked_for_three_times_and_then_waits_known_or_not() -> None:
    for email in (amara().email, NOBODY):
        assert [ask(email).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_a_second_factor_is_still_asked_for() -> None:
    link = asked()
    Authenticator.objects.create(user=amara().user, type="totp", data={"secret": "x"})
    browser = Browser()
    assert browser.post(link).headers["Location"].startswith("/sign-in/second/")
    assert not is_in(browser)


def test_the_letter_speaks_the_language_of_who_reads_it() -> None:
    Person.objects.filter(pk=amara().pk).update(language="de")
    asked()
    assert "Guten Tag" in Sent.objects.latest("pk").text


def theo() -> Browser:
    browser = Browser()
    user = factories.member(cast.THEO).user
    assert user is not None
    browser.force_login(user)
    session = browser.session
    session["proved"] = clock.now().timestamp()
    session.save()
    return browser


def page_of(person: Person) -> str:
    return f"/clients/{person.party_id}/contacts/{person.pk}/portal/"


def uninvited() -> Person:
    factories.client(cast.KESTREL)
    return Person.objects.get(name=cast.KESTREL.contacts[0].name)


def test_a_member_sends_an_invitation_that_works_for_a_week() -> None:
    person = uninvited()
    theo().post(page_of(person), {"sees": "own", "act": "mail"})
    link = link_to(person.email)
    browser = Browser()
    with at(clock.now() + timedelta(days=6)):
        browser.post(link)
    person.refresh_from_db()
    assert person.own_only
    assert is_in(browser)


def test_a_member_can_hand_a_link_over() -> None:
    person = uninvited()
    page = theo().post(page_of(person), {"sees": "company", "act": "link"}).content.decode()
    found = re.search(r"http://testserver(/portal/enter/[^\"]+)", page)
    assert found is not None
    browser = Browser()
    browser.post(found[1])
    assert is_in(browser)


def test_a_newer_invitation_replaces_the_older() -> None:
    person = uninvited()
    said = {"own_only": False, "actor": SYSTEM, "now": clock.now()}
    first = operations.invite(factories.client(), person, **said)
    operations.invite(factories.client(), person, **said)
    assert Browser().post(f"/portal/enter/{first}/").status_code == 404


def test_an_invitation_leaves_a_password_that_works() -> None:
    person = amara()
    operations.invite(factories.client(), person, own_only=False, actor=SYSTEM, now=clock.now())
    sent = {"login": person.email, "password": factories.PASSWORD}
    assert Browser().post("/sign-in/", sent).status_code == 302


def test_closing_a_way_in_ends_it_everywhere() -> None:
    browser = Browser()
    browser.post(asked())
    theo().post(f"{page_of(amara())}close/")
    assert not is_in(browser)
    assert operations.send_asked(amara().email, "http://testserver/", "en", now=clock.now()) is False


def test_who_sees_how_much_is_changed_without_a_new_link() -> None:
    browser = Browser()
    browser.post(asked())
    theo().post(page_of(amara()), {"sees": "own", "act": "keep"})
    assert browser.get("/clients/").headers["Location"] == "/portal/"


def test_another_clients_contact_is_not_found_beside_a_client() -> None:
    other = factories.contact(cast.MARLOW)
    assert theo().get(f"/clients/{factories.client().pk}/contacts/{other.pk}/portal/").status_code == 404


def test_without_an_address_or_with_somebody_elses_nobody_is_invited() -> None:
    person = uninvited()
    said = {"own_only": False, "actor": SYSTEM, "now": clock.now()}
    for email in ("", cast.NORA.email):
        Person.objects.filter(pk=person.pk).update(email=email)
        with pytest.raises(Refused):
            operations.invite(factories.client(), person, **said)


def test_dead_links_are_forgotten() -> None:
    asked()
    assert operations.forget_links(now=clock.now()) == 0
    assert operations.forget_links(now=clock.now() + timedelta(days=40)) == 1


def test_without_a_way_for_mail_the_page_says_so_and_takes_no_address() -> None:
    with mock.patch("steadfast.apps.mail.queries.ways.can_send", return_value=False):
        assert 'name="email"' not in Browser().get("/portal/sign-in/").content.decode()
        ask(NOBODY)
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("wanted", "ends"),
    [
        ("/portal/agreements/", "/portal/agreements/"),
        ("/portal/tickets/?state=all&q=screen", "/portal/tickets/?state=all&q=screen"),
        ("https://elsewhere.example/", "/portal/"),
        ("//elsewhere.example/", "/portal/"),
        ("javascript:alert(1)", "/portal/"),
        ("portal/", "/portal/"),
    ],
)
def test_a_link_leads_to_where_its_reader_wanted_to_go_and_nowhere_else(wanted: str, ends: str) -> None:
    reader = Browser()
    reader.post("/portal/sign-in/", {"email": amara().email, "next": wanted})
    work()
    link = link_to(amara().email)
    shown = reader.get(link)
    kept = {"next": shown.context["next"]} if shown.context["next"] else {}
    assert reader.post(link.partition("?")[0], kept).headers["Location"] == ends


def test_a_page_outside_the_portal_carries_the_name_of_the_practice() -> None:
    for address in ("/portal/sign-in/", asked(), "/portal/enter/nonsense/"):
        page = Browser().get(address).content.decode()
        assert "· Harbor IT</title>" in page
        assert "Steadfast</p>" not in page
