"""Passkeys, by a device made of software: made, used alone and as the second step, lost, and by invitation."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from steadfast.apps.demo.queries import visitors
from steadfast.apps.identity import operations
from steadfast.apps.identity.models import Person
from steadfast.foundation import clock
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.apps.identity import doors
from tests.factories import PASSWORD
from tests.soft_passkey import Device

pytestmark = pytest.mark.django_db
ADD, BY = "/me/security/passkeys/new/", "/sign-in/passkey/"


@pytest.fixture
def ines() -> Person:
    return factories.member(cast.INES)


@pytest.fixture
def browser(client: Client, ines: Person) -> Client:
    doors.attempt(client, ines.email)
    return client


def make(browser: Client, device: Device, name: str = "Desk"):  # type: ignore[no-untyped-def]
    return browser.post(ADD, {"name": name, "credential": device.create(doors.options(browser.get(ADD)))})


def enter(device: Device, browser: Client | None = None, **more: str):  # type: ignore[no-untyped-def]
    """Sign in by a passkey alone."""
    browser = browser or Client()
    answer = device.get(browser.get(BY).content.decode())
    return browser.post(BY, {"credential": answer, **more})


def test_a_passkey_signs_in_without_a_password_and_without_a_second_step(browser: Client, ines: Person) -> None:
    device = Device()
    assert make(browser, device).status_code == 200  # with recovery codes, as there is a password
    other = Client()
    assert enter(device, other, next="/people/")["Location"] == "/people/"
    assert other.get("/me/").context["person"] == ines
    assert Authenticator.objects.get(type="webauthn").last_used_at is not None


def test_after_a_password_the_passkey_is_the_second_step(browser: Client, ines: Person) -> None:
    device = Device()
    make(browser, device)
    other = Client()
    assert doors.attempt(other, ines.email)["Location"] == "/sign-in/second/"
    answer = device.get(doors.options(other.get("/sign-in/second/")))
    assert other.post("/sign-in/second/", {"credential": answer})["Location"] == "/"


def test_it_is_named_listed_renamed_and_removed_by_its_person_alone(browser: Client) -> None:
    make(browser, Device(), "Desk <b>")
    key = Authenticator.objects.get(type="webauthn").pk
    assert "Desk &lt;b&gt;" in browser.get("/me/security/").content.decode()
    browser.post(f"/me/security/passkeys/{key}/", {"name": "Laptop"})
    assert "Laptop" in browser.get("/me/security/").content.decode()
    theo = Client()
    doors.attempt(theo, factories.member(cast.THEO).email)
    assert theo.get(f"/me/security/passkeys/{key}/").status_code == 404
    assert theo.post(f"/me/security/passkeys/{key}/remove/").status_code == 404
    assert browser.post(f"/me/security/passkeys/{key}/remove/").status_code == 302
    assert not Authenticator.objects.exists()


def test_a_device_that_asks_for_nothing_makes_no_passkey_and_opens_none(browser: Client) -> None:
    assert make(browser, Device(verifies=False)).status_code == 422
    device = Device()
    make(browser, device)
    device.flags = 0x01
    assert enter(device)["Location"] == "/sign-in/"


def test_a_passkey_of_another_house_or_another_question_opens_nothing(browser: Client) -> None:
    device = Device()
    make(browser, device)
    device.origin = "https://harbor.evil.example"
    assert enter(device)["Location"] == "/sign-in/"
    device.origin = "https://testserver"
    old = device.get(Client().get(BY).content.decode())
    late = Client()
    late.get(BY)
    assert late.post(BY, {"credential": old})["Location"] == "/sign-in/"
    assert enter(Device())["Location"] == "/sign-in/"  # of nobody here


@pytest.mark.parametrize(
    "odd",
    [
        *(
            "",
            "x",
            "[]",
            "1",
            "null",
            "{}",
            '{"id":1}',
            '{"response":[]}',
            '{"response":{"userHandle":1}}',
            "[" * 5_000,
        ),
        '{"id":"AA","rawId":"AA","type":"public-key","response":{"userHandle":"MQ","clientDataJSON":"e30"}}',
    ],
)
def test_nonsense_instead_of_a_credential_is_refused_by_every_door(browser: Client, odd: str) -> None:
    device = Device()
    make(browser, device)
    stranger, halfway = Client(), Client()
    stranger.get(BY)
    assert stranger.post(BY, {"credential": odd})["Location"] == "/sign-in/"
    doors.attempt(halfway, cast.INES.email)
    halfway.get("/sign-in/second/")
    assert halfway.post("/sign-in/second/", {"credential": odd}).status_code == 422
    browser.get(ADD)
    assert browser.post(ADD, {"credential": odd}).status_code == 422
    assert browser.post("/me/confirm/", {"credential": odd}).status_code == 422


def test_who_left_is_not_let_in_by_a_passkey(browser: Client, ines: Person) -> None:
    device = Device()
    make(browser, device)
    Person.objects.filter(pk=ines.pk).update(left_at=clock.now())
    assert enter(device)["Location"] == "/sign-in/"


def test_leaving_forgets_the_passkeys_so_that_coming_back_begins_anew(browser: Client, ines: Person) -> None:
    nora, device = factories.actor(factories.member(cast.NORA)), Device()
    make(browser, device)
    operations.leave(Person.objects.get(pk=ines.pk), actor=nora, now=clock.now())
    assert not Authenticator.objects.exists()
    token = operations.come_back(Person.objects.get(pk=ines.pk), actor=nora, now=clock.now())
    Client().post(f"/welcome/{token}/", {"password": PASSWORD})
    assert enter(device)["Location"] == "/sign-in/"


def invited() -> tuple[Person, str]:
    nora = factories.actor(factories.member(cast.NORA))
    new = {"name": "Kofi", "email": cast.KOFI.email, "roles": ["technician"], "zone": cast.ZONE}
    kofi, token = operations.add_member(**new, actor=nora, now=clock.now())  # type: ignore[arg-type]
    return kofi, f"/welcome/{token}/passkey/"


def test_an_invited_colleague_needs_no_password_at_all(client: Client) -> None:
    kofi, address = invited()
    device = Device()
    made = device.create(client.post(address).content.decode())
    assert client.post(address, {"credential": made})["Location"] == "/"
    assert client.get("/me/").context["person"] == kofi
    kofi.refresh_from_db()
    assert not kofi.user.has_usable_password()  # type: ignore[union-attr]
    assert enter(device)["Location"] == "/"
    assert Client().post(address).status_code == 404
    assert "person.chose_passkey" in set(Event.objects.values_list("kind", flat=True))
    assert kofi not in visitors()


def test_an_account_that_waits_for_its_passkey_lets_nobody_in(client: Client) -> None:
    kofi, address = invited()
    client.post(address)
    kofi.refresh_from_db()
    assert not kofi.user.is_active  # type: ignore[union-attr]
    assert client.post(address, {"credential": "{}"}).status_code == 302
    assert client.get("/me/").status_code == 302


def test_the_only_way_in_is_not_removed(client: Client) -> None:
    _, address = invited()
    client.post(address, {"credential": Device().create(client.post(address).content.decode())})
    key = Authenticator.objects.get().pk
    page = client.post(f"/me/security/passkeys/{key}/remove/", follow=True).content.decode()
    assert "only way in" in page
    assert Authenticator.objects.count() == 1


def test_a_link_for_whoever_lost_all_signs_them_out_at_once_and_ends_every_old_way(
    browser: Client, ines: Person
) -> None:
    device, nora = Device(), factories.actor(factories.member(cast.NORA))
    make(browser, device)
    token = operations.invite(Person.objects.get(pk=ines.pk), actor=nora, now=clock.now())
    assert browser.get("/me/").status_code == 302
    assert enter(device)["Location"] == "/"  # until the link is used the old way holds: a wrong press locks nobody out
    fresh = Client()
    assert fresh.post(f"/welcome/{token}/", {"password": "seven-quiet-harbors"}).status_code == 302
    assert fresh.get("/me/").status_code == 200
    assert enter(device)["Location"] == "/sign-in/"
    assert Event.objects.select_related("text").get(kind="person.invited").data["sessions"] >= 1


def test_options_are_what_a_browser_reads(browser: Client) -> None:
    asked = json.loads(doors.options(browser.get(ADD)))["publicKey"]
    assert asked["rp"] == {"id": "testserver", "name": cast.PRACTICE}
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["user"]["displayName"] == "Ines"


def test_a_flood_of_questions_waits(client: Client) -> None:
    answers = [client.get(BY) for _ in range(31)]
    assert (answers[0].status_code, answers[-1].status_code) == (200, 429)
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert "Try again in a minute" in answers[-1].content.decode()
