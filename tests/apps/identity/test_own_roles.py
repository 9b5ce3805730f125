"""Roles of the practice's own: what they permit and no more, who may give them, and that it holds at once."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from steadfast.apps.identity import operations, queries
from steadfast.apps.identity.models import OwnRole, Person, RoleHeld
from steadfast.apps.identity.queries import roles
from steadfast.foundation import access, verify
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
CHECKS = ["own roles", "own roles held"]


@pytest.fixture
def nora() -> Actor:
    return factories.actor(factories.member(cast.NORA))


@pytest.fixture
def owner(client: Client) -> Client:
    client.force_login(factories.member(cast.NORA).user)
    return client


def made(nora: Actor, *permissions: str, name: str = "Trainee") -> OwnRole:
    return operations.make_role(name=name, permissions=permissions, actor=nora, now=NOW)


def kofi_with(role: OwnRole, nora: Actor) -> tuple[Person, Client]:
    kofi = factories.member(cast.KOFI)
    operations.set_roles(kofi, [role.key], actor=nora, now=NOW)
    browser = Client()
    browser.force_login(kofi.user)
    return kofi, browser


def test_every_permission_has_words_and_no_word_is_without_its_permission() -> None:
    assert sorted(access.words()) == sorted(access.grants())


def test_what_contacts_alone_may_is_not_offered() -> None:
    assert "tickets.answer" not in roles.offered()
    assert "tickets.view" in roles.offered()


def test_a_role_made_on_the_page_is_given_on_a_page_and_permits_just_that(owner: Client) -> None:
    ticked = {"name": "Trainee", "permissions": ["tickets.list", "people.view"]}
    assert owner.post("/roles/new/", ticked)["Location"] == "/roles/"
    role, kofi = OwnRole.objects.get(), factories.member(cast.KOFI)
    assert "Trainee" in owner.get(f"/people/{kofi.pk}/").content.decode()
    assert owner.post(f"/people/{kofi.pk}/roles/", {"roles": [role.key]}).status_code == 302
    browser = Client()
    browser.force_login(kofi.user)
    found = [
        browser.get(path).status_code for path in ("/tickets/", "/people/", "/clients/", "/roles/", "/tickets/new/")
    ]
    assert found == [200, 200, 403, 403, 403]


def test_a_change_holds_from_the_next_request_and_so_does_retiring(nora: Actor) -> None:
    role = made(nora, "tickets.list")
    _, browser = kofi_with(role, nora)
    assert browser.get("/clients/").status_code == 403
    operations.change_role(role, name="Reader", permissions={"clients.view"}, actor=nora, now=NOW)
    assert (browser.get("/clients/").status_code, browser.get("/tickets/").status_code) == (200, 403)
    assert operations.retire_role(role, actor=nora, now=NOW) == 1
    assert browser.get("/clients/").status_code == 403
    kinds = Event.objects.filter(kind__startswith="role.").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["role.made", "role.changed", "role.retired"]
    assert list(verify.run(CHECKS)) == []


def test_a_request_still_reads_account_and_roles_in_one_query(nora: Actor) -> None:
    kofi, _ = kofi_with(made(nora, "tickets.list"), nora)
    operations.set_roles(kofi, ["technician", made(nora, "care.view", name="Carer").key], actor=nora, now=NOW)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        actor = queries.actor_of_user(queries.account(kofi.user_id or 0) or kofi.user)
    assert len(asked) == 1
    assert actor.may("care.view")
    assert actor.may("tickets.work")
    assert actor.permissions == factories.actor(kofi).permissions


def test_nobody_makes_a_role_of_what_they_may_not_do(nora: Actor) -> None:
    kofi, browser = kofi_with(made(nora, "roles.manage", "people.view", name="Clerk"), nora)
    clerk = factories.actor(kofi)
    with pytest.raises(operations.BeyondYou, match="cannot give"):
        operations.make_role(name="More", permissions=["tickets.work"], actor=clerk, now=NOW)
    assert browser.post("/roles/new/", {"name": "More", "permissions": ["tickets.work"]}).status_code == 422
    assert "tickets.work" not in browser.get("/roles/new/").content.decode()
    assert operations.make_role(name="Less", permissions=["people.view"], actor=clerk, now=NOW).granted == {
        "people.view"
    }


def test_what_a_role_permits_beyond_its_editor_stays_in_it(nora: Actor) -> None:
    kofi, _ = kofi_with(made(nora, "roles.manage", "people.view", name="Clerk"), nora)
    big = made(nora, "tickets.work", "people.view", name="Big")
    operations.change_role(big, name="Large", permissions=["people.view"], actor=factories.actor(kofi), now=NOW)
    assert OwnRole.objects.get(pk=big.pk).granted == {"tickets.work", "people.view"}


def test_nobody_retires_a_role_that_permits_more_than_they_may_do(nora: Actor) -> None:
    _, browser = kofi_with(made(nora, "roles.manage", "people.view", name="Clerk"), nora)
    big, small = made(nora, "tickets.work", name="Big"), made(nora, "people.view", name="Small")
    answer = browser.post(f"/roles/{big.pk}/retire/", follow=True)
    assert "Big may do more than you. Ask an owner." in answer.content.decode()
    browser.post(f"/roles/{small.pk}/retire/")
    assert set(OwnRole.objects.filter(retired_at=None).values_list("name", flat=True)) == {"Clerk", "Big"}


def test_nobody_gives_a_role_or_a_link_beyond_their_own_powers(nora: Actor) -> None:
    kofi, browser = kofi_with(made(nora, "people.manage", "people.view", name="Clerk"), nora)
    ines, boss = factories.member(cast.INES), factories.member(cast.NORA)
    assert browser.post(f"/people/{kofi.pk}/roles/", {"roles": ["owner"]}).status_code == 422
    assert browser.post(f"/people/{ines.pk}/roles/", {"roles": ["owner"]}).status_code == 422
    assert browser.post(f"/people/{boss.pk}/link/").status_code == 409
    new = {"name": "Mara", "email": cast.MARA.email, "zone": cast.ZONE, "roles": ["owner"]}
    assert browser.post("/people/new/", new).status_code == 422
    assert not Person.objects.filter(email=cast.MARA.email).exists()
    with pytest.raises(operations.BeyondYou, match="Nora may do more than you"):
        operations.set_roles(boss, ["technician"], actor=factories.actor(kofi), now=NOW)


def test_a_role_that_leads_owes_the_second_factor_of_leaders(nora: Actor) -> None:
    rules = {"second_factor": "leaders", "passwords": True, "provided": False}
    operations.set_rules(**rules, actor=nora, now=NOW)
    kofi, _ = kofi_with(made(nora, "tickets.list"), nora)
    assert not queries.must_have_second_factor(kofi)
    operations.set_roles(kofi, [made(nora, "people.manage", name="Clerk").key], actor=nora, now=NOW)
    assert queries.must_have_second_factor(kofi)


def test_two_roles_of_one_name_are_told_apart_by_nobody(nora: Actor) -> None:
    made(nora, "tickets.list")
    for name in ("trainee", "Owner"):
        with pytest.raises(operations.NameTaken):
            made(nora, "tickets.list", name=name)


@pytest.mark.parametrize("row", [{"role": "", "own": None}, {"role": "king", "own": None}, {"role": "owner"}])
def test_the_database_refuses_a_role_that_is_none_or_two(row: dict[str, object], nora: Actor) -> None:
    role, kofi = made(nora, "tickets.list"), factories.member(cast.KOFI)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHeld.objects.create(**{"person": kofi, "own": role, **row})


def test_verify_names_a_role_that_was_altered_by_hand_and_who_was_given_one(nora: Actor) -> None:
    role = made(nora, "tickets.list")
    kofi, _ = kofi_with(role, nora)
    OwnRole.objects.update(permissions=",sign_in.manage,tickets.list,")
    RoleHeld.objects.create(person=factories.member(cast.INES), own=role)
    said = [str(finding) for finding in verify.run(CHECKS)]
    assert len(said) == 2
    assert any("no event gave them" in words for words in said)
    assert kofi.name not in "".join(said)


def test_a_person_s_page_says_which_role_gives_what(nora: Actor, owner: Client) -> None:
    kofi, _ = kofi_with(made(nora, "tickets.list"), nora)
    found = [(line.permission, line.by) for area in roles.of_person(kofi) for line in area.lines]
    assert found == [("tickets.list", ("Trainee",))]
    assert "See the lists of tickets." in owner.get(f"/people/{kofi.pk}/").content.decode()
