"""Sessions: listed in words, ended by their person, by a change of how they sign in, and by time."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from steadfast.apps.identity import devices, operations, proof
from steadfast.apps.identity.models import Person
from steadfast.foundation import clock
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.apps.identity import doors
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Mobile Safari/604.1"


@pytest.fixture
def ines() -> Person:
    return factories.member(cast.INES)


def browser(agent: str = FIREFOX, address: str = "192.0.2.1") -> Client:
    signed_in = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    assert doors.attempt(signed_in, cast.INES.email).status_code == 302
    return signed_in


@pytest.mark.parametrize(
    ("agent", "words"),
    [(FIREFOX, "Firefox Windows"), (EDGE, "Edge Windows"), (PHONE, "Safari iPhone"), ("curl/8.5", " "), ("", " ")],
)
def test_a_browser_in_words(agent: str, words: str) -> None:
    assert f"{devices.browser(agent)} {devices.system(agent)}" == words


def test_the_page_lists_where_one_is_signed_in_and_ends_one_of_them(ines: Person) -> None:
    desk, phone = browser(), browser(PHONE, "192.0.2.9")
    page = desk.get("/me/security/")
    listed = page.context["sessions"]
    assert [(one.browser, one.address, one.this_one) for one in listed] == [
        ("Firefox", "192.0.2.1", True),
        ("Safari", "192.0.2.9", False),
    ]
    assert "Safari on iPhone" in page.content.decode()
    assert desk.post(f"/me/security/sessions/{listed[1].id}/end/").status_code == 302
    assert phone.get("/me/").status_code == 302
    assert desk.get("/me/").status_code == 200
    assert Event.objects.filter(kind="person.sessions_ended").count() == 1


def test_nobody_ends_the_session_of_another(ines: Person) -> None:
    listed = browser().get("/me/security/").context["sessions"]
    theo = Client()
    doors.attempt(theo, factories.member(cast.THEO).email)
    assert theo.post(f"/me/security/sessions/{listed[0].id}/end/").status_code == 404


def test_all_others_end_at_once(ines: Person) -> None:
    desk, phone, tablet = browser(), browser(PHONE), browser(EDGE)
    assert (
        "2 other browsers are signed out"
        in desk.post("/me/security/sessions/others/end/", follow=True).content.decode()
    )
    assert [each.get("/me/").status_code for each in (desk, phone, tablet)] == [200, 302, 302]


def test_a_new_password_a_new_app_and_its_end_sign_out_every_other_browser(ines: Person) -> None:
    desk, phone = browser(), browser(PHONE)
    desk.post("/me/password/", {"oldpassword": PASSWORD, "password1": "seven-quiet-harbors"})
    assert (desk.get("/me/").status_code, phone.get("/me/").status_code) == (200, 302)
    assert [one.this_one for one in desk.get("/me/security/").context["sessions"]] == [True]
    doors.attempt(phone, cast.INES.email, "seven-quiet-harbors")
    doors.set_up_app(desk)
    assert (desk.get("/me/").status_code, phone.get("/me/").status_code) == (200, 302)


def test_who_leaves_has_no_session_left(ines: Person) -> None:
    desk = browser()
    operations.leave(ines, actor=factories.actor(factories.member(cast.NORA)), now=clock.now())
    assert desk.get("/me/").status_code == 302
    assert not Session.objects.filter(pk=desk.cookies[settings.SESSION_COOKIE_NAME].value).exists()


def test_a_planted_session_is_another_one_after_every_step(ines: Person) -> None:
    doors.set_up_app(browser())
    victim = Client()
    victim.get("/sign-in/second/")
    doors.attempt(victim, cast.INES.email)
    planted = victim.session.session_key
    key = next(iter(Client().cookies), "")
    assert not key
    attacker = Client()
    attacker.cookies[settings.SESSION_COOKIE_NAME] = planted or ""
    _, codes = "", operations.renew_codes(ines.user, actor=factories.actor(ines), now=clock.now())  # type: ignore[arg-type]
    assert victim.post("/sign-in/second/", {"code": codes[0]}).status_code == 302
    assert victim.get("/me/").status_code == 200
    assert attacker.get("/me/").status_code == 302


def test_a_session_ends_after_its_longest_time_however_much_it_is_used(ines: Person) -> None:
    desk = browser()
    session = desk.session
    session[proof.BEGAN] = (clock.now() - timedelta(seconds=settings.SESSION_LONGEST + 1)).timestamp()
    session.save()
    assert desk.get("/me/").status_code == 302
    assert desk.get("/me/").status_code == 302


def test_a_session_in_use_is_noted_now_and_then_and_ends_later(ines: Person) -> None:
    desk = browser()
    session = desk.session
    session[proof.SEEN] = (clock.now() - timedelta(minutes=6)).timestamp()
    session.save()
    Session.objects.update(expire_date=clock.now() + timedelta(hours=1))
    operations.see_session(session.session_key or "", now=clock.now() - timedelta(days=1))
    before = desk.get("/me/security/").context["sessions"][0].seen_at
    assert clock.now() - before < timedelta(minutes=1)
    assert Session.objects.get().expire_date > clock.now() + timedelta(days=6)


def test_an_idle_session_has_ended(ines: Person) -> None:
    desk = browser()
    Session.objects.update(expire_date=clock.now())
    assert desk.get("/me/").status_code == 302
