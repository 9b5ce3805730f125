"""A view keeps filters, never an address; it is one's own unless shared by who may; a list opens with the first."""

import pytest
from django.test import Client as Browser

from steadfast.apps.identity.models import FirstView, SavedView
from tests import cast, factories

pytestmark = pytest.mark.django_db
URGENT = {"list": "tickets", "name": "Urgent", "query": "priority=P1&next=https://elsewhere.example&team=x"}


def browser(who: cast.Member) -> Browser:
    found, person = Browser(), factories.member(who)
    assert person.user is not None
    found.force_login(person.user)
    return found


def keep(who: cast.Member, **other: str) -> SavedView:
    browser(who).post("/views/", {**URGENT, **other})
    return SavedView.objects.latest("pk")


def test_only_what_the_list_understands_is_kept() -> None:
    assert keep(cast.INES).query == "priority=P1"
    answer = browser(cast.INES).post("/views/", URGENT)
    assert answer["Location"] == "/tickets/?priority=P1"
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize("name", ["nothing", "//elsewhere.example", ""])
def test_a_view_of_no_list_is_refused(name: str) -> None:
    assert browser(cast.INES).post("/views/", {**URGENT, "list": name}).status_code == 422


def test_a_technician_shares_nothing_and_a_service_manager_does() -> None:
    assert browser(cast.INES).post("/views/", {**URGENT, "everyone": "on"}).status_code == 422
    view = keep(cast.THEO, everyone="on")
    assert view.shared == "everyone"
    assert "Urgent" in browser(cast.INES).get("/tickets/").content.decode()
    assert browser(cast.INES).post(f"/views/{view.pk}/delete/").status_code == 404


def test_ones_own_view_is_nobody_elses() -> None:
    view = keep(cast.INES)
    assert "Urgent" not in browser(cast.KOFI).get("/tickets/").content.decode()
    for act in ("", "delete/", "first/"):
        assert browser(cast.KOFI).post(f"/views/{view.pk}/{act}", {"name": "x"}).status_code == 404


def test_a_view_of_a_team_is_seen_by_its_members() -> None:
    team = factories.team()
    view, theo = keep(cast.THEO), browser(cast.THEO)
    assert theo.post(f"/views/{view.pk}/", {"name": "Ours", "shared": f"t{team.pk}"}).status_code == 302
    member = team.members.exclude(person__name=cast.THEO.name).first()
    assert member is not None
    found = Browser()
    found.force_login(member.person.user)
    assert "Ours" in found.get("/tickets/").content.decode()
    assert "Ours" not in browser(cast.SAM).get("/tickets/").content.decode()


def test_a_list_opens_with_the_first_view_and_as_asked_with_any_filter() -> None:
    view, page = keep(cast.INES), browser(cast.INES)
    page.post(f"/views/{view.pk}/first/")
    assert page.get("/tickets/")["Location"] == "/tickets/?priority=P1"
    assert page.get("/tickets/?state=open").status_code == 200
    page.post(f"/views/{view.pk}/first/")
    assert page.get("/tickets/").status_code == 200
    assert not FirstView.objects.exists()


def test_a_view_taken_back_from_everyone_is_nobodys_first() -> None:
    view = keep(cast.THEO, everyone="on")
    browser(cast.INES).post(f"/views/{view.pk}/first/")
    browser(cast.THEO).post(f"/views/{view.pk}/", {"name": "Urgent", "shared": "own"})
    assert browser(cast.INES).get("/tickets/").status_code == 200


def test_how_one_reads_is_kept_and_leads_nowhere_else() -> None:
    page = browser(cast.INES)
    back = page.post("/me/density/", {"density": "compact", "back": "/tickets/?state=all"})
    assert back["Location"] == "/tickets/?state=all"
    assert 'data-density="compact"' in page.get("/tickets/").content.decode()
    for evil in ("//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"):
        assert page.post("/me/density/", {"density": "comfortable", "back": evil})["Location"] == "/me/"
    page.post("/me/reading/", {"density": "comfortable"})
    assert 'data-letters="off"' in page.get("/tickets/").content.decode()
