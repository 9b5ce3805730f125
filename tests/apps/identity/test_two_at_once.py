"""Two people change the same row: the second one's form comes back with what they typed and what changed meanwhile."""

import re

import pytest
from django.test import Client as Browser

from steadfast.apps.identity import operations
from steadfast.apps.identity.models import RoleHeld, Team
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SEEN = re.compile(r"name=\"seen\" value=\"([^\"]*)\"")


@pytest.fixture
def nora(client: Browser) -> Browser:
    factories.team()
    user = factories.member(cast.NORA).user
    assert user is not None
    client.force_login(user)
    return client


def seen(browser: Browser, address: str) -> str:
    """Return what the form of a page remembers."""
    found = SEEN.search(browser.get(address).content.decode())
    assert found is not None
    return found[1].replace("&quot;", '"')


def test_a_stale_team_comes_back_with_what_was_typed_and_what_changed(nora: Browser) -> None:
    team, theo, kofi = factories.team(), factories.member(cast.THEO), factories.member(cast.KOFI)
    address = f"/teams/{team.pk}/"
    typed = {"name": "Service desk", "duty_owner": theo.pk, "members": [theo.pk], "seen": seen(nora, address)}
    operations.change_team(team, name="Desk", duty_owner=kofi, members=[theo, kofi], actor=SYSTEM, now=NOW)
    answer = nora.post(address, typed)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed this meanwhile" in text
    assert "<dt>Duty owner</dt><dd><bdi>Kofi</bdi></dd>" in text
    assert "Service desk" in text
    assert Team.objects.get().name == "Desk"
    again = {**typed, "seen": SEEN.findall(text)[0].replace("&quot;", '"')}
    assert nora.post(address, again).status_code == 302
    assert Team.objects.get().name == "Service desk"


def test_stale_roles_come_back(nora: Browser) -> None:
    kofi = factories.member(cast.KOFI)
    before = seen(nora, f"/people/{kofi.pk}/")
    operations.set_roles(kofi, ["technician", "sales"], actor=SYSTEM, now=NOW)
    answer = nora.post(f"/people/{kofi.pk}/roles/", {"roles": ["bookkeeper"], "seen": before})
    assert answer.status_code == 409
    assert "<bdi>Sales, Technician</bdi>" in answer.content.decode()
    assert sorted(RoleHeld.objects.filter(person=kofi).values_list("role", flat=True)) == ["sales", "technician"]


def test_ones_own_page_in_two_tabs(nora: Browser) -> None:
    before = seen(nora, "/me/")
    person = factories.member(cast.NORA)
    operations.set_profile(person, name="Nora", zone="Europe/Berlin")
    answer = nora.post("/me/", {"name": "Nora N.", "zone": "Europe/London", "seen": before})
    assert answer.status_code == 409
    assert "Europe/Berlin" in answer.content.decode()
    assert "Nora N." in answer.content.decode()


def test_a_form_that_saw_what_stands_is_taken(nora: Browser) -> None:
    answer = nora.post("/me/", {"name": "Nora", "zone": "Europe/Berlin", "seen": seen(nora, "/me/")})
    assert answer.status_code == 302


@pytest.mark.parametrize("remembered", ["0", "NaN", "[]", '"x"', "nonsense", "[" * 19_000, '{"roles":1}'])
def test_a_form_that_remembers_nonsense_comes_back_all_the_same(nora: Browser, remembered: str) -> None:
    kofi = factories.member(cast.KOFI)
    answer = nora.post(f"/people/{kofi.pk}/roles/", {"roles": ["bookkeeper"], "seen": remembered})
    assert answer.status_code == 409
