"""Signing in: who gets in, what a wrong attempt learns, and where one arrives."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from steadfast.apps.identity import operations
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.sign_in import WRONG
from steadfast.foundation import clock
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.factories import NOW, PASSWORD

pytestmark = pytest.mark.django_db


def attempt(client: Client, email: str = cast.INES.email, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    return client.post("/sign-in/", {"login": email, "password": password, **more})


@pytest.fixture
def ines() -> Person:
    return factories.member(cast.INES)


def test_a_member_signs_in_by_address_and_password_and_arrives_at_today(client: Client, ines: Person) -> None:
    response = attempt(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/me/").context["person"] == ines


def test_the_page_says_where_the_link_of_a_new_practice_is(client: Client) -> None:
    assert "Open the link that <code>./run</code> printed" in client.get("/sign-in/").content.decode()


def test_the_address_is_compared_without_case_and_space(client: Client, ines: Person) -> None:
    assert attempt(client, " Ines@Harbor.EXAMPLE ").status_code == 302


def test_a_contact_signs_in_by_the_same_door(client: Client) -> None:
    amara = factories.contact()
    assert attempt(client, amara.email).status_code == 302
    assert client.get("/me/").context["person"] == amara


@pytest.mark.parametrize("why", ["wrong password", "unknown address", "closed account", "person who left", "no person"])
def test_every_wrong_attempt_gets_the_same_answer(client: Client, ines: Person, why: str) -> None:
    password, email = PASSWORD, ines.email
    if why == "wrong password":
        password = "another-lantern-7"
    elif why == "unknown address":
        email = "nobody@harbor.example"
    elif why == "closed account":
        type(ines.user).objects.filter(pk=ines.user_id).update(is_active=False)
    elif why == "person who left":
        Person.objects.filter(pk=ines.pk).update(left_at=NOW)
    else:
        Person.objects.filter(pk=ines.pk).update(user=None)
    response = attempt(client, email, password)
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [WRONG]
    assert settings.SESSION_COOKIE_NAME not in client.cookies or not Session.objects.filter(
        pk=client.cookies[settings.SESSION_COOKIE_NAME].value
    )


def test_an_unknown_address_costs_the_same_work_as_a_wrong_password(
    client: Client, ines: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    made: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: made.append("hash") or encode(*args))
    attempt(client, password="another-lantern-7")
    known = len(made)
    attempt(client, "nobody@harbor.example", "another-lantern-7")
    assert (known, len(made) - known) == (1, 1)


def test_after_five_wrong_attempts_even_the_right_password_waits(client: Client, ines: Person) -> None:
    for _ in range(5):
        assert attempt(client, password="wrong").context["form"].non_field_errors() == [WRONG]
    response = attempt(client)
    assert response.status_code == 422
    assert "Too many attempts" in response.context["form"].non_field_errors()[0]


def test_attempts_on_many_addresses_are_limited_by_where_they_come_from(client: Client, ines: Person) -> None:
    for number in range(10):
        attempt(client, f"nobody{number}@harbor.example")
    assert "Too many attempts" in attempt(client).context["form"].non_field_errors()[0]


def test_a_flood_of_forms_is_answered_by_429(client: Client) -> None:
    answers = [attempt(client, "nobody@harbor.example").status_code for _ in range(31)]
    assert answers[-1] == 429


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example/", r"/\evil.example/", "javascript:alert(1)"]
)
def test_a_way_back_to_another_house_is_refused(client: Client, ines: Person, away: str) -> None:
    assert attempt(client, next=away)["Location"] == "/"


def test_a_way_back_inside_the_house_is_kept(client: Client, ines: Person) -> None:
    assert client.get("/people/")["Location"] == "/sign-in/?next=%2Fpeople%2F"
    assert 'name="next" value="/people/"' in client.get("/sign-in/?next=/people/").content.decode()
    assert attempt(client, next="/people/")["Location"] == "/people/"


def test_the_session_is_another_one_after_signing_in(client: Client, ines: Person) -> None:
    client.get("/sign-in/")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    attempt(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_signing_out_ends_the_session_and_needs_a_post(client: Client, ines: Person) -> None:
    attempt(client)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/me/").status_code == 302


def test_signing_out_from_another_house_is_refused(ines: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ines.user)
    assert strict.post("/sign-out/").status_code == 403
    assert strict.get("/me/").status_code == 200


def test_who_leaves_is_out_at_once(client: Client, ines: Person) -> None:
    attempt(client)
    operations.leave(ines, actor=factories.actor(factories.member(cast.NORA)), now=NOW)
    assert client.get("/me/").status_code == 302


def test_who_acts_is_known_by_two_queries(
    client: Client, ines: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    nora = factories.actor(factories.member(cast.NORA))
    operations.set_roles(ines, {"owner", "technician", "sales"}, actor=nora, now=NOW)
    client.force_login(ines.user)
    with django_assert_num_queries(2):
        actor = client.get("/sign-in/").wsgi_request.actor  # type: ignore[attr-defined]
    assert actor == factories.actor(ines)
    assert actor.may("people.manage")


def test_who_is_not_signed_in_costs_no_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.get("/sign-in/")  # the names of the providers are kept in memory from then on
    with django_assert_num_queries(0):
        assert not client.get("/sign-in/").wsgi_request.actor.signed_in  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", ["/accounts/signup/", "/signup/", "/accounts/password/reset/", "/accounts/login/"])
def test_nobody_signs_up_by_themselves(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_new_password_needs_the_present_one_and_ends_other_browsers(client: Client, ines: Person) -> None:
    other = Client()
    attempt(other)
    attempt(client)
    wrong = client.post("/me/password/", {"oldpassword": "not it", "password1": "seven-quiet-harbors"})
    assert wrong.status_code == 422
    right = client.post("/me/password/", {"oldpassword": PASSWORD, "password1": "seven-quiet-harbors"})
    assert (right.status_code, right["Location"]) == (302, "/me/security/")
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302
    assert attempt(Client(), password="seven-quiet-harbors").status_code == 302


def test_a_new_password_is_an_event(client: Client, ines: Person) -> None:
    attempt(client)
    client.post("/me/password/", {"oldpassword": PASSWORD, "password1": "seven-quiet-harbors"})
    event = Event.objects.get(kind="person.chose_password")
    assert (event.actor_id, event.data["person"]) == (ines.pk, ines.pk)


def test_who_found_a_screen_open_guesses_no_faster_than_at_the_door(client: Client, ines: Person) -> None:
    attempt(client)
    guess = {"oldpassword": "not it", "password1": "seven-quiet-harbors"}
    for _ in range(5):
        assert client.post("/me/password/", guess).status_code == 422
    later = clock.exactly().timestamp() + 90
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time", lambda: later)
        assert client.post("/me/password/", {**guess, "oldpassword": PASSWORD}).status_code == 429


@pytest.mark.parametrize("weak", ["short", "password123", "ines@harbor.example"])
def test_a_weak_password_is_refused_with_a_reason(client: Client, ines: Person, weak: str) -> None:
    attempt(client)
    response = client.post("/me/password/", {"oldpassword": PASSWORD, "password1": weak})
    assert response.status_code == 422
    assert response.context["form"].errors["password1"]


def test_sessions_that_ended_are_forgotten(client: Client, ines: Person) -> None:
    attempt(client)
    ends = Session.objects.get().expire_date
    assert operations.forget_old_sessions(now=ends) == 0
    assert operations.forget_old_sessions(now=ends.replace(year=ends.year + 1)) == 1
