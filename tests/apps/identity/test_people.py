"""People and teams: who joins, what they may do, who answers, who leaves."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from steadfast.apps.desk.operations import take
from steadfast.apps.identity import holds, operations
from steadfast.apps.identity.holds import Hold
from steadfast.apps.identity.models import Person, Team, User
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.identity.models.sign_in import SignInRules
from steadfast.foundation import clock
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.factories import NOW, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def nora() -> Actor:
    return factories.actor(factories.member(cast.NORA))


@pytest.fixture
def owner(client: Client) -> Client:
    client.force_login(factories.member(cast.NORA).user)
    return client


def kofi_joins(owner: Client) -> str:
    """Add Kofi by the page and return the path of his invitation."""
    answers = {"name": "Kofi", "email": cast.KOFI.email, "zone": cast.ZONE, "roles": ["technician"]}
    response = owner.post("/people/new/", answers)
    assert response.status_code == 200
    return str(response.context["url"]).removeprefix("http://testserver")


def test_a_new_member_chooses_a_password_behind_the_link_and_is_in(owner: Client) -> None:
    link = kofi_joins(owner)
    kofi = Client()
    assert cast.KOFI.email in kofi.get(link).content.decode()
    assert kofi.post(link, {"password": PASSWORD})["Location"] == "/"
    assert kofi.get("/me/").context["person"].name == "Kofi"
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize(("said", "persons"), [("yes", 1), ("no", 2)])
def test_whom_an_import_names_is_asked_about_and_gets_the_account(owner: Client, said: str, persons: int) -> None:
    named = Person.objects.create(party_id=PRACTICE_ID, name="Kofi", zone="UTC", left_at=NOW)
    answers = {"name": "kofi", "email": cast.KOFI.email, "zone": cast.ZONE, "roles": ["technician"]}
    asked = owner.post("/people/new/", answers)
    assert (asked.status_code, "is named by an import. Is it them?" in asked.content.decode()) == (422, True)
    assert owner.post("/people/new/", {**answers, "is_known": said}).status_code == 200
    assert Person.objects.filter(name__iexact="Kofi").count() == persons
    named.refresh_from_db()
    assert (named.left_at is None, named.email == cast.KOFI.email) == (said == "yes", said == "yes")


def test_who_left_is_never_taken_for_a_name_of_an_import(owner: Client, nora: Actor) -> None:
    operations.leave(factories.member(cast.KOFI), actor=nora, now=NOW)
    answers = {"name": "Kofi", "email": "kofi@other.example", "zone": cast.ZONE, "roles": ["technician"]}
    assert owner.post("/people/new/", answers).status_code == 200


def test_the_link_is_shown_once_and_kept_by_no_store(owner: Client) -> None:
    link = kofi_joins(owner)
    assert link not in owner.get(f"/people/{Person.objects.get(name='Kofi').pk}/").content.decode()


def test_a_link_makes_no_password_where_the_practice_takes_none(owner: Client, nora: Actor) -> None:
    link = kofi_joins(owner)
    SignInRules.objects.create(practice_id=PRACTICE_ID, passwords=False)
    answer = Client().post(link, {"password": "seven-quiet-harbors"})
    assert answer.status_code == 422
    assert "Your practice takes no passwords" in answer.content.decode()
    assert not User.objects.filter(email=cast.KOFI.email).exists()


def test_an_invitation_lives_a_week(nora: Actor) -> None:
    kofi = factories.member(cast.KOFI)
    fresh = operations.invite(kofi, actor=nora, now=clock.now() - timedelta(days=6))
    assert Client().get(f"/welcome/{fresh}/").status_code == 200
    old = operations.invite(kofi, actor=nora, now=clock.now() - timedelta(days=7, minutes=1))
    assert Client().get(f"/welcome/{old}/").status_code == 404
    assert Client().get(f"/welcome/{fresh}/").status_code == 404  # the newer one replaced it


def test_a_new_link_for_a_forgotten_password_ends_the_old_one(nora: Actor) -> None:
    kofi = factories.member(cast.KOFI)
    signed_in = Client()
    signed_in.force_login(kofi.user)
    link = f"/welcome/{operations.invite(kofi, actor=nora, now=clock.now())}/"
    assert Client().post(link, {"password": "seven-quiet-harbors"}).status_code == 302
    assert signed_in.get("/me/").status_code == 302
    answer = Client().post("/sign-in/", {"login": kofi.email, "password": PASSWORD})
    assert answer.status_code == 422


def test_an_address_belongs_to_one_person(owner: Client) -> None:
    kofi_joins(owner)
    answers = {"name": "Sam", "email": cast.KOFI.email.upper(), "zone": cast.ZONE, "roles": ["bookkeeper"]}
    response = owner.post("/people/new/", answers)
    assert response.status_code == 422
    assert "already belongs" in response.context["form"].errors["email"][0]
    assert not Person.objects.filter(name="Sam").exists()


def test_roles_change_what_a_member_may_do_and_the_change_is_an_event(owner: Client) -> None:
    kofi = factories.member(cast.KOFI)
    assert not factories.actor(kofi).may("people.manage")
    owner.post(f"/people/{kofi.pk}/roles/", {"roles": ["owner", "technician"]})
    assert factories.actor(kofi).may("people.manage")
    body = Event.objects.select_related("text").get(kind="person.roles_changed").data
    assert (body["before"], body["roles"]) == (["technician"], ["owner", "technician"])


def test_nobody_is_made_a_contact_by_the_page(owner: Client) -> None:
    kofi = factories.member(cast.KOFI)
    assert owner.post(f"/people/{kofi.pk}/roles/", {"roles": ["contact"]}).status_code == 422


def test_the_only_owner_stays_owner_and_stays(owner: Client) -> None:
    nora = factories.member(cast.NORA)
    response = owner.post(f"/people/{nora.pk}/roles/", {"roles": ["technician"]})
    assert response.status_code == 422
    assert "only owner" in response.content.decode()
    assert owner.post(f"/people/{nora.pk}/leave/").status_code == 409
    assert owner.get("/people/new/").status_code == 200


def test_who_leaves_can_no_longer_sign_in_and_leaves_the_teams(owner: Client) -> None:
    factories.team()
    kofi = factories.member(cast.KOFI)
    assert owner.post(f"/people/{kofi.pk}/leave/").status_code == 302
    answer = Client().post("/sign-in/", {"login": kofi.email, "password": PASSWORD})
    assert answer.status_code == 422
    assert not kofi.teams.exists()
    page = owner.get("/people/")
    assert [person.name for person in page.context["left"]] == ["Kofi"]


def test_who_is_on_duty_stays_until_somebody_else_is(owner: Client) -> None:
    team = factories.team()
    theo = factories.member(cast.THEO)
    response = owner.post(f"/people/{theo.pk}/leave/")
    assert response.status_code == 409
    assert "the duty of Desk" in response.content.decode()
    ines = factories.member(cast.INES)
    assert owner.post(f"/teams/{team.pk}/", {"name": "Desk", "duty_owner": ines.pk}).status_code == 302
    assert owner.post(f"/people/{theo.pk}/leave/").status_code == 302


def test_a_higher_app_can_say_what_somebody_still_answers_for(owner: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holds, "_sources", {})
    holds.register("test", lambda person_id: Hold("3 open tickets", f"/tickets/?owner={person_id}"))
    kofi = factories.member(cast.KOFI)
    response = owner.post(f"/people/{kofi.pk}/leave/")
    assert response.status_code == 409
    assert f'href="/tickets/?owner={kofi.pk}"' in response.content.decode()
    kofi.refresh_from_db()
    assert kofi.left_at is None


def test_who_answers_for_tickets_stays_until_they_are_handed_over(owner: Client) -> None:
    ines, kofi = factories.member(cast.INES), factories.member(cast.KOFI)
    ticket = factories.ticket(now=clock.now())
    take(ticket.pk, actor=factories.actor(ines), now=clock.now())
    response = owner.post(f"/people/{ines.pk}/leave/")
    assert response.status_code == 409
    assert "Ines still answers for 1 open ticket." in response.content.decode()
    shown = owner.get(response.context["holds"][0].url)
    assert "Phones drop the line" in shown.content.decode()
    take(ticket.pk, actor=factories.actor(kofi), now=clock.now())
    assert owner.post(f"/people/{ines.pk}/leave/").status_code == 302


def test_who_comes_back_chooses_a_new_password(owner: Client) -> None:
    kofi = factories.member(cast.KOFI)
    owner.post(f"/people/{kofi.pk}/leave/")
    link = owner.post(f"/people/{kofi.pk}/return/").context["url"]
    answer = Client().post("/sign-in/", {"login": kofi.email, "password": PASSWORD})
    assert answer.status_code == 422
    assert Client().post(link, {"password": "seven-quiet-harbors"}).status_code == 302


def test_an_invitation_dies_when_its_person_leaves(nora: Actor) -> None:
    kofi = factories.member(cast.KOFI)
    link = f"/welcome/{operations.invite(kofi, actor=nora, now=clock.now())}/"
    operations.leave(kofi, actor=nora, now=NOW)
    assert Client().get(link).status_code == 404


def test_a_team_has_its_duty_owner_among_its_members(owner: Client) -> None:
    ines, kofi = factories.member(cast.INES), factories.member(cast.KOFI)
    assert owner.post("/teams/new/", {"name": "Desk", "duty_owner": ines.pk, "members": [kofi.pk]}).status_code == 302
    team = Team.objects.get()
    assert {member.person_id for member in team.members.all()} == {ines.pk, kofi.pk}


def test_two_teams_have_two_names(owner: Client) -> None:
    factories.team()
    ines = factories.member(cast.INES)
    response = owner.post("/teams/new/", {"name": "DESK", "duty_owner": ines.pk})
    assert response.status_code == 422
    assert response.context["form"].errors["name"]


def test_nobody_who_left_goes_on_duty(owner: Client, nora: Actor) -> None:
    kofi = factories.member(cast.KOFI)
    operations.leave(kofi, actor=nora, now=NOW)
    assert owner.post("/teams/new/", {"name": "Desk", "duty_owner": kofi.pk}).status_code == 422


def test_one_sets_ones_own_name_and_zone(client: Client) -> None:
    kofi = factories.member(cast.KOFI)
    client.force_login(kofi.user)
    assert client.post("/me/", {"name": "Kofi A.", "zone": "Asia/Tokyo"}).status_code == 302
    assert client.get("/me/").wsgi_request.actor.zone == "Asia/Tokyo"  # type: ignore[attr-defined]
    assert client.post("/me/", {"name": "Kofi", "zone": "Mars/Base"}).status_code == 422


def test_the_list_costs_the_same_for_three_and_for_thirty(owner: Client, nora: Actor) -> None:
    factories.team()
    costs = []
    for number in range(30):
        operations.add_member(
            name=f"Member {number}", email=f"{number}@harbor.example", roles=["sales"], zone="UTC", actor=nora, now=NOW
        )
        if number in {3, 29}:
            with CaptureQueriesContext(connection) as queries:
                owner.get("/people/")
            costs.append(len(queries))
    assert costs[0] == costs[1] <= 11
