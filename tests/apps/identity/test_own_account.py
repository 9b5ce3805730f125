"""One's own account: another address, a password where there was none, none where there was one."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client

from steadfast.apps.identity import operations
from steadfast.apps.identity.models import Person, User
from steadfast.apps.identity.models.sign_in import SignInRules
from steadfast.foundation import clock, verify
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.apps.identity import doors
from tests.factories import PASSWORD
from tests.soft_passkey import Device

pytestmark = pytest.mark.django_db
ADDRESS = "/me/security/address/"
NEW = "/me/security/password/"
OFF = "/me/security/password/off/"
OTHER = "correct-horse-7-battery"


@pytest.fixture
def kofi() -> Person:
    return factories.member(cast.KOFI)


@pytest.fixture
def browser(client: Client, kofi: Person) -> Client:
    doors.attempt(client, kofi.email)
    return client


def twice(email: str) -> dict[str, str]:
    return {"email": email, "again": email}


def with_passkey(browser: Client, kofi: Person) -> None:
    answer = browser.post(
        "/me/security/passkeys/new/",
        {"name": "Laptop", "credential": Device().create(doors.options(browser.get("/me/security/passkeys/new/")))},
    )
    assert answer.status_code in {200, 302}
    assert Authenticator.objects.filter(user=kofi.user, type=Authenticator.Type.WEBAUTHN).count() == 1


def kinds() -> list[str]:
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


class TestAddress:
    """The address that signs in."""

    def test_it_signs_in_from_then_on_and_the_old_one_does_not(self, browser: Client, kofi: Person) -> None:
        elsewhere = Client()
        doors.attempt(elsewhere, kofi.email)
        assert browser.post(ADDRESS, twice("Kofi.New@Harbor.example"))["Location"] == "/me/security/"
        assert "kofi.new@harbor.example" in browser.get("/me/security/").content.decode()
        assert elsewhere.get("/me/").status_code == 302
        assert doors.attempt(Client(), kofi.email).status_code == 422
        assert doors.attempt(Client(), "kofi.new@harbor.example").status_code == 302
        assert kinds()[-2:] == ["person.address_changed", "person.sessions_ended"]
        event = Event.objects.get(kind="person.address_changed")
        assert event.data["person"] == kofi.pk
        assert kofi.email not in str(event.data)  # a digest vouches for it
        assert list(verify.run()) == []

    def test_it_is_asked_for_a_recent_proof(self, browser: Client, kofi: Person) -> None:
        doors.grow_old(browser, minutes=16)
        assert browser.get(ADDRESS)["Location"].startswith("/me/confirm/")
        assert browser.post(ADDRESS, twice("new@harbor.example"))["Location"].startswith("/me/confirm/")
        assert Person.objects.get(pk=kofi.pk).email == kofi.email
        browser.post("/me/confirm/", {"password": PASSWORD})
        assert browser.post(ADDRESS, twice("new@harbor.example"))["Location"] == "/me/security/"

    @pytest.mark.parametrize("taken", ["nora@harbor.example", "NORA@harbor.example"])
    def test_that_of_somebody_else_is_refused(self, browser: Client, kofi: Person, taken: str) -> None:
        factories.member(cast.NORA)
        answer = browser.post(ADDRESS, twice(taken))
        assert answer.status_code == 422
        assert "already belongs to somebody here" in answer.content.decode()
        assert User.objects.get(person=kofi).email == kofi.email

    @pytest.mark.parametrize(
        "form",
        [{}, {"email": "a@b.example", "again": "a@c.example"}, twice("no address"), twice("a" * 300 + "@b.example")],
    )
    def test_a_mistyped_one_is_refused(self, browser: Client, kofi: Person, form: dict[str, str]) -> None:
        assert browser.post(ADDRESS, form).status_code == 422
        assert User.objects.get(person=kofi).email == kofi.email

    def test_one_s_own_changes_nothing(self, browser: Client, kofi: Person) -> None:
        assert browser.post(ADDRESS, twice(kofi.email.upper())).status_code == 302
        assert "person.address_changed" not in kinds()

    def test_that_of_a_contact_is_kept_by_the_practice(self, client: Client) -> None:
        amara = factories.contact(cast.KESTREL)
        client.force_login(amara.user)  # type: ignore[arg-type]
        assert client.post(ADDRESS, twice("x@kestrel.example")).status_code == 403
        assert "Change your address" not in client.get("/me/security/").content.decode()

    def test_of_two_who_take_it_at_once_the_later_is_told(self, kofi: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        factories.member(cast.NORA)
        monkeypatch.setattr("steadfast.apps.identity.operations.accounts.require_free", lambda _: None)
        with pytest.raises(operations.AddressTaken):
            operations.change_address(
                kofi.user,  # type: ignore[arg-type]
                "nora@harbor.example",
                actor=factories.actor(kofi),
                now=clock.now(),
            )


class TestPassword:
    """A password beside a passkey, and none any more."""

    def test_who_has_a_passkey_does_without_and_takes_one_again(self, browser: Client, kofi: Person) -> None:
        with_passkey(browser, kofi)
        assert "Do without a password" in browser.get("/me/security/").content.decode()
        assert browser.post(OFF)["Location"] == "/me/security/"
        assert doors.attempt(Client(), kofi.email).status_code == 422
        page = browser.get("/me/security/").content.decode()
        assert "This account has none." in page
        assert "Choose a password" in page
        assert not Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).exists()
        answer = browser.post(NEW, {"password": OTHER})
        assert doors.CODES.findall(answer.content.decode())
        assert browser.get("/me/security/").status_code == 200
        entered = doors.attempt(Client(), kofi.email, OTHER)
        assert "/sign-in/second/" in entered["Location"]
        told = [
            (event.kind, event.data["factor"])
            for event in Event.objects.filter(kind__startswith="person.factor").order_by("id")
        ]
        assert told[-2:] == [("person.factor_removed", "password"), ("person.factor_added", "password")]
        assert Session.objects.count() >= 1

    def test_the_only_way_in_stays(self, browser: Client, kofi: Person) -> None:
        browser.post(OFF)
        assert "It is your only way in" in browser.get("/me/security/").content.decode()
        assert User.objects.get(person=kofi).has_usable_password()

    def test_both_ask_for_a_recent_proof(self, browser: Client, kofi: Person) -> None:
        with_passkey(browser, kofi)
        doors.grow_old(browser, minutes=16)
        assert browser.post(OFF)["Location"].startswith("/me/confirm/")
        doors.grow_old(browser, minutes=0)
        browser.post(OFF)
        doors.grow_old(browser, minutes=16)
        assert browser.post(NEW, {"password": OTHER})["Location"].startswith("/me/confirm/")
        assert not User.objects.get(person=kofi).has_usable_password()

    @pytest.mark.parametrize("weak", ["short", "password123", "1234567890123", "kofi@harbor.example", ""])
    def test_a_weak_one_is_refused(self, browser: Client, kofi: Person, weak: str) -> None:
        with_passkey(browser, kofi)
        browser.post(OFF)
        assert browser.post(NEW, {"password": weak}).status_code == 422

    def test_a_practice_without_passwords_gives_none(self, browser: Client, kofi: Person) -> None:
        with_passkey(browser, kofi)
        browser.post(OFF)
        SignInRules.objects.update_or_create(pk=1, defaults={"passwords": False})
        assert "Choose a password" not in browser.get("/me/security/").content.decode()
        assert browser.post(NEW, {"password": OTHER}).status_code == 422

    def test_an_account_of_the_demo_gets_none(self, client: Client, kofi: Person) -> None:
        User.objects.filter(person=kofi).update(password="!")
        client.force_login(User.objects.get(person=kofi))
        assert client.get(NEW).status_code == 404
        assert client.post(NEW, {"password": OTHER}).status_code == 404
