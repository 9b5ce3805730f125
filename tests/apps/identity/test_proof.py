"""A recent proof before what gives power away: who is asked, by what it is given, and that nothing is done before."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from steadfast.apps.identity.models import Person, RoleHeld
from tests import cast, factories
from tests.apps.identity import doors
from tests.factories import PASSWORD
from tests.soft_passkey import Device

pytestmark = pytest.mark.django_db


@pytest.fixture
def kofi() -> Person:
    return factories.member(cast.KOFI)


@pytest.fixture
def owner(client: Client) -> Client:
    doors.attempt(client, factories.member(cast.NORA).email)
    doors.grow_old(client, minutes=16)
    return client


def test_roles_are_not_changed_by_whoever_finds_the_screen_open(owner: Client, kofi: Person) -> None:
    page = f"http://testserver/people/{kofi.pk}/"
    answer = owner.post(f"/people/{kofi.pk}/roles/", {"roles": ["owner"]}, headers={"referer": page})
    assert answer["Location"] == f"/me/confirm/?next=%2Fpeople%2F{kofi.pk}%2F"
    assert not RoleHeld.objects.filter(person=kofi, role="owner").exists()
    assert owner.post("/me/confirm/", {"password": "not mine", "next": "/people/"}).status_code == 422
    back = f"/people/{kofi.pk}/"
    assert owner.post("/me/confirm/", {"password": PASSWORD, "next": back})["Location"] == back
    assert owner.post(f"/people/{kofi.pk}/roles/", {"roles": ["owner"]})["Location"] == back
    assert RoleHeld.objects.filter(person=kofi, role="owner").exists()


@pytest.mark.parametrize(
    "address",
    [
        "/me/security/app/",
        "/me/security/passkeys/new/",
        "/people/new/",
        "/settings/sign-in/",
        "/settings/sign-in/providers/new/",
    ],
)
def test_a_page_that_makes_a_way_in_asks_before_it_opens(owner: Client, address: str) -> None:
    assert owner.get(address)["Location"].startswith("/me/confirm/?next=%2F")
    owner.post("/me/confirm/", {"password": PASSWORD, "next": address})
    assert owner.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/me/security/codes/", "/me/security/app/off/", "/people/{kofi}/link/"])
def test_an_act_that_makes_or_ends_a_way_in_does_nothing_before(owner: Client, kofi: Person, address: str) -> None:
    doors.grow_old(owner, minutes=0)
    doors.set_up_app(owner)
    doors.grow_old(owner, minutes=16)
    kept = list(Authenticator.objects.values_list("pk", flat=True))
    answer = owner.post(address.format(kofi=kofi.pk))
    assert answer["Location"].startswith("/me/confirm/")
    assert list(Authenticator.objects.values_list("pk", flat=True)) == kept
    assert not kofi.links.exists()


def test_nobody_is_put_out_by_whoever_finds_the_screen_open(owner: Client, kofi: Person) -> None:
    assert owner.post(f"/people/{kofi.pk}/leave/")["Location"].startswith("/me/confirm/")
    assert Person.objects.get(pk=kofi.pk).left_at is None


def test_the_way_back_leads_to_no_other_house(owner: Client) -> None:
    for away in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert owner.post("/me/confirm/", {"password": PASSWORD, "next": away})["Location"] == "/me/security/"
    answer = owner.post("/me/security/codes/", headers={"referer": "https://evil.example/x"})
    doors.grow_old(owner, minutes=16)
    answer = owner.post("/me/security/codes/", headers={"referer": "https://evil.example/x"})
    assert answer["Location"] == "/me/confirm/?next=%2Fme%2Fsecurity%2F"


def test_five_wrong_passwords_wait_although_one_is_signed_in(owner: Client) -> None:
    said = [owner.post("/me/confirm/", {"password": f"guess {n}"}).content.decode() for n in range(6)]
    assert ["Too many attempts" in page for page in said] == [False] * 5 + [True]
    assert owner.post("/me/confirm/", {"password": PASSWORD}).status_code == 422


def test_a_passkey_is_a_proof(owner: Client) -> None:
    doors.grow_old(owner, minutes=0)
    address, device = "/me/security/passkeys/new/", Device()
    owner.post(address, {"credential": device.create(doors.options(owner.get(address)))})
    doors.grow_old(owner, minutes=16)
    answer = device.get(doors.options(owner.get("/me/confirm/")))
    assert owner.post("/me/confirm/", {"credential": answer, "next": "/people/new/"})["Location"] == "/people/new/"
    assert owner.get("/people/new/").status_code == 200


def test_the_passkey_of_another_is_none(owner: Client, kofi: Person) -> None:
    other, device, address = Client(), Device(), "/me/security/passkeys/new/"
    doors.attempt(other, kofi.email)
    other.post(address, {"credential": device.create(doors.options(other.get(address)))})
    answer = device.get(other.get("/me/confirm/").content.decode() and doors.options(other.get("/me/confirm/")))
    assert owner.post("/me/confirm/", {"credential": answer}).status_code == 422


def test_an_account_that_has_nothing_to_show_is_not_asked(client: Client, kofi: Person) -> None:
    kofi.user.set_unusable_password()  # type: ignore[union-attr]
    kofi.user.save()  # type: ignore[union-attr]
    client.force_login(kofi.user)  # type: ignore[arg-type]
    doors.grow_old(client, minutes=16)
    assert client.get("/me/security/app/").status_code == 200
