"""The authenticator app and the recovery codes: set up, asked for, used once, counted, and required by the practice."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from steadfast.apps.identity import operations
from steadfast.apps.identity.models import Person
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.apps.identity import doors
from tests.factories import NOW, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> Person:
    return factories.member(cast.INES)


@pytest.fixture
def browser(client: Client, ines: Person) -> Client:
    doors.attempt(client, ines.email)
    return client


def rule(second_factor: str, *, passwords: bool = True) -> None:
    nora = factories.actor(factories.member(cast.NORA))
    operations.set_rules(second_factor=second_factor, passwords=passwords, provided=True, actor=nora, now=NOW)


def test_the_page_draws_the_key_as_a_picture_of_its_own_and_takes_no_wrong_code(browser: Client) -> None:
    page = browser.get("/me/security/app/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert browser.post("/me/security/app/", {"code": "000000"}).status_code == 422
    assert not Authenticator.objects.exists()


def test_an_app_is_asked_for_after_the_password_and_its_code_is_good_once(browser: Client, ines: Person) -> None:
    key, codes = doors.set_up_app(browser)
    assert len(codes) == 10
    other = Client()
    assert doors.attempt(other, ines.email, next="/people/")["Location"] == "/sign-in/second/"
    assert other.get("/me/").status_code == 302
    good = doors.code(key, steps=1)
    assert other.post("/sign-in/second/", {"code": good})["Location"] == "/people/"
    assert other.get("/me/").status_code == 200
    third = Client()
    doors.attempt(third, ines.email)
    assert third.post("/sign-in/second/", {"code": good}).status_code == 422


def test_a_recovery_code_stands_in_once_and_new_ones_end_the_old(browser: Client, ines: Person) -> None:
    _, codes = doors.set_up_app(browser)
    for code, status in ((codes[0], 302), (codes[0], 422), (codes[1], 302)):
        other = Client()
        doors.attempt(other, ines.email)
        assert other.post("/sign-in/second/", {"code": code}).status_code == status
    assert "8 left" in browser.get("/me/security/").content.decode()
    fresh = doors.CODES.findall(browser.post("/me/security/codes/").content.decode())
    assert len(set(fresh) - set(codes)) == 10
    assert fresh[0] not in browser.get("/me/security/").content.decode()
    other = Client()
    doors.attempt(other, ines.email)
    assert other.post("/sign-in/second/", {"code": codes[2]}).status_code == 422


def test_five_wrong_codes_wait_whatever_address_they_come_from_and_say_how_long(browser: Client, ines: Person) -> None:
    key, _ = doors.set_up_app(browser)
    said = []
    for number in range(6):
        other = Client(REMOTE_ADDR=f"192.0.2.{number}")
        doors.attempt(other, ines.email)
        said.append(other.post("/sign-in/second/", {"code": "000000"}).content.decode())
    assert ["Try again in 5 minutes" in page for page in said] == [False] * 5 + [True]
    assert other.post("/sign-in/second/", {"code": doors.code(key, steps=1)}).status_code == 422


def test_the_second_step_opens_only_behind_the_right_password(client: Client, browser: Client, ines: Person) -> None:
    doors.set_up_app(browser)
    stranger = Client()
    assert stranger.get("/sign-in/second/")["Location"] == "/sign-in/"
    wrong = doors.attempt(stranger, ines.email, "another-lantern-7")
    unknown = doors.attempt(Client(), "nobody@harbor.example")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert stranger.post("/sign-in/second/", {"code": "123456"})["Location"] == "/sign-in/"


def test_keys_and_codes_do_not_lie_readable_in_the_database(browser: Client) -> None:
    key, codes = doors.set_up_app(browser)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert key.replace(" ", "") not in kept
    assert codes[0].replace(" ", "") not in kept


def test_under_another_secret_no_code_is_good(browser: Client, ines: Person, settings) -> None:  # type: ignore[no-untyped-def]
    key, _ = doors.set_up_app(browser)
    settings.SECRET_KEY = "another secret"
    other = Client()
    doors.attempt(other, ines.email)
    assert other.post("/sign-in/second/", {"code": doors.code(key, steps=1)}).status_code == 422


def test_switching_the_app_off_takes_its_codes_along_and_both_are_events(browser: Client) -> None:
    doors.set_up_app(browser)
    assert browser.post("/me/security/app/off/").status_code == 302
    assert not Authenticator.objects.exists()
    kinds = Event.objects.filter(kind__startswith="person.factor").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["person.factor_added", "person.factor_removed"]


@pytest.mark.parametrize(
    ("second_factor", "who", "asked"),
    [
        ("nobody", cast.NORA, False),
        ("leaders", cast.THEO, True),
        ("leaders", cast.INES, False),
        ("all", cast.INES, True),
    ],
)
def test_who_must_have_a_second_factor_sets_one_up_before_anything_else(
    client: Client, second_factor: str, who: cast.Member, asked: bool
) -> None:
    person = factories.member(who)
    rule(second_factor)
    doors.attempt(client, person.email)
    assert (client.get("/people/").status_code == 302) is asked
    if asked:
        assert client.get("/people/")["Location"] == "/me/security/"
        assert "asks for a second factor" in client.get("/me/security/").content.decode()
        doors.set_up_app(client)
        assert client.get("/people/").status_code == 200
        assert client.post("/me/security/app/off/", follow=True).content.decode().count("Add another one first") == 1


def test_of_a_contact_no_second_factor_is_asked(client: Client) -> None:
    amara = factories.contact()
    rule("all")
    doors.attempt(client, amara.email)
    assert client.get("/me/").status_code == 200


def test_without_passwords_a_member_is_told_only_when_the_password_is_right(client: Client, ines: Person) -> None:
    amara = factories.contact()
    rule("nobody", passwords=False)
    assert "not by a password" in doors.attempt(client, ines.email).content.decode()
    assert "not by a password" not in doors.attempt(client, ines.email, "wrong").content.decode()
    assert doors.attempt(Client(), amara.email, PASSWORD).status_code == 302


def test_the_owner_cannot_take_the_passwords_away_without_a_provider(client: Client) -> None:
    doors.attempt(client, factories.member(cast.NORA).email)
    answer = client.post("/settings/sign-in/", {"second_factor": "all"})
    assert (answer.status_code, "Set up a provider first" in answer.content.decode()) == (422, True)
    assert client.post("/settings/sign-in/", {"second_factor": "all", "passwords": "on"}).status_code == 302
