"""The first hour: from a founded practice to hours, a client and an agreement, each step left and taken up again."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.utils import translation

from steadfast.apps.agreements import operations as agreements
from steadfast.apps.agreements import suggesting
from steadfast.apps.agreements.models import Agreement, CalendarVersion
from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client as OurClient
from steadfast.apps.identity import operations
from steadfast.apps.identity.models import Practice, Team, User
from steadfast.apps.identity.queries import first_hour
from steadfast.apps.imports.models import Batch
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories

pytestmark = pytest.mark.django_db
FOUNDING = operations.Founding("Harbor IT", "Europe/London", "GBP", "Nora", "nora@harbor.example")
WEEK = {"mon": "09:00-17:00", "tue": "09:00-17:00", "wed": "09:00-17:00", "thu": "09:00-17:00", "fri": "9-12"}


@pytest.fixture
def nora(client: Client) -> Client:
    """Nora, a minute after she founded the practice."""
    token = operations.set_up_link(now=clock.now()).split("/")[2]
    client.force_login(operations.set_up(token, FOUNDING, factories.PASSWORD, now=clock.now()))
    agreements.found("Europe/London", actor=SYSTEM, now=clock.now())  # as the worker does at once
    return client


def steps(page: str) -> str:
    return page.partition('id="g-hour"')[2].partition("</section>")[0]


def test_today_lists_what_is_best_done_first_until_all_is_done_or_left(nora: Client) -> None:
    assert "Office hours and holidays" in steps(nora.get("/").content.decode())
    for key in ("hours", "client", "ticket", "colleague", "import", "backup", "factor", "mailbox"):
        nora.post(f"/first-hour/{key}/later/")
    assert not steps(nora.get("/").content.decode())
    nora.post("/first-hour/client/later/", {"again": "yes"})
    assert "A first client" in steps(nora.get("/").content.decode())


def test_the_hour_can_be_ended_and_is_for_owners_alone(nora: Client) -> None:
    nora.post("/first-hour/end/")
    assert Practice.objects.get().settled_at is not None
    assert not steps(nora.get("/").content.decode())
    nora.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    assert nora.get("/first-hour/").status_code == 403


def test_a_founded_practice_has_a_team_whose_work_its_owner_answers_for(nora: Client) -> None:
    team = Team.objects.get()
    assert (team.name, team.duty_owner.name) == ("Service desk", "Nora")


def test_the_holidays_of_the_country_are_ticked_and_those_taken_off_are_not_kept(nora: Client) -> None:
    page = nora.get("/first-hour/hours/").content.decode()
    year = clock.now().year
    assert f'value="{year}-12-25" checked' in page
    answer = nora.post("/first-hour/hours/", {**WEEK, "country": "GB", "act": "keep", "holiday": [f"{year}-12-25"]})
    assert answer.status_code == 302
    version = CalendarVersion.objects.get(no=2)
    assert version.body["holidays"] == [f"{year}-12-25"]
    assert version.body["weekly"]["fri"] == [["09:00", "12:00"]]
    assert "sat" not in {day for day, spans in version.body["weekly"].items() if spans}
    assert nora.get("/first-hour/hours/").headers["Location"].endswith("/edit/"), "from here on an edit is previewed"


@pytest.mark.parametrize("part", ["Bavaria", "bayern", "by"])
def test_a_part_is_known_by_its_name_as_well(nora: Client, part: str) -> None:
    year = clock.now().year + 1
    page = nora.post("/first-hour/hours/", {**WEEK, "country": "DE", "part": part, "act": "suggest"}).content.decode()
    assert f'value="{year}-01-06"' in page, "Epiphany is Bavaria's own"


def test_holidays_that_another_part_adds_are_ticked_and_those_taken_off_stay_off(nora: Client) -> None:
    year = clock.now().year + 1
    said = {**WEEK, "country": "DE", "part": "BY", "holiday": [f"{year}-10-03"]}
    seen = ["", f"{year}-10-03", f"{year}-12-25"]
    page = nora.post("/first-hour/hours/", {**said, "shown": seen, "act": "suggest"}).content.decode()
    assert f'name="holiday" value="{year}-01-06" checked' in page, "Epiphany is Bavaria's own"
    assert f'name="holiday" value="{year}-12-25">' in page
    page = nora.post("/first-hour/hours/", {**WEEK, "country": "GB", "shown": [""], "act": "suggest"}).content.decode()
    assert f'name="holiday" value="{year}-12-25" checked' in page, "no country was chosen before"


def test_a_part_that_the_country_does_not_have_is_named_and_nothing_typed_is_lost(nora: Client) -> None:
    answer = nora.post("/first-hour/hours/", {**WEEK, "country": "GB", "part": "XX", "act": "keep"})
    assert answer.status_code == 422
    assert "is no part of it" in answer.content.decode()
    assert 'value="9-12"' in answer.content.decode()


def test_hours_kept_as_they_are_count_as_a_step_that_was_taken(nora: Client) -> None:
    week = {day: "09:00-17:00" for day in ("mon", "tue", "wed", "thu", "fri")}
    nora.post("/first-hour/hours/", {**week, "country": "", "act": "keep"})
    actor = factories.actor(User.objects.get(email="nora@harbor.example").person)
    line = next(line for line in first_hour.checklist(actor).lines if line.step.key == "hours")
    assert line.left or line.done


def test_every_agreement_to_choose_shows_its_times(nora: Client) -> None:
    page = nora.get("/first-hour/client/").content.decode()
    assert page.count('type="radio"') == page.count("first response ") > 1


def is_done(key: str) -> bool:
    actor = factories.actor(User.objects.get(email="nora@harbor.example").person)
    return next(line.done for line in first_hour.checklist(actor).lines if line.step.key == key)


def test_a_passkey_counts_for_its_holder_alone(nora: Client) -> None:
    Authenticator.objects.create(user=factories.member(cast.INES).user, type="webauthn", data={})
    assert not is_done("factor")
    Authenticator.objects.create(user=User.objects.get(email="nora@harbor.example"), type="webauthn", data={})
    assert is_done("factor")


def test_a_ticket_counts_where_it_was_opened_here_and_not_where_it_was_imported(nora: Client) -> None:
    ticket = factories.ticket()
    assert is_done("ticket")
    batch = Batch.objects.create(kind="tickets", mapping="uci", state="shown", created_at=factories.NOW)
    type(ticket).objects.update(batch=batch)
    assert not is_done("ticket")


def test_a_colleague_is_invited_before_what_names_them_is_imported(nora: Client) -> None:
    page = nora.get("/first-hour/").content.decode()
    assert page.index("Invite a colleague") < page.index("Bring in what you have")


@pytest.mark.parametrize(("starter", "made"), [("", 1), ("premium", 2), ("clock", 2)])
def test_a_first_client_comes_with_a_contact_and_an_agreement(nora: Client, starter: str, made: int) -> None:
    kestrel = cast.KESTREL
    answer = nora.post(
        "/first-hour/client/",
        {"name": kestrel.name, "zone": kestrel.zone, "contact": "Amara Ruiz", "email": "", "starter": starter},
    )
    assert answer.status_code == 302, answer.content.decode()
    client = OurClient.objects.get(name=kestrel.name)
    assert [person.name for person in clients.contacts_of(client)] == ["Amara Ruiz"]
    assert Agreement.objects.count() == made
    assert "A first client" not in steps(nora.get("/").content.decode()).partition("✓")[0]


def test_a_client_that_is_there_already_is_named_at_its_field(nora: Client) -> None:
    form = {"name": "Kestrel Dental", "zone": "Europe/London", "contact": "Amara Ruiz", "starter": "essential"}
    nora.post("/first-hour/client/", form)
    answer = nora.post("/first-hour/client/", form)
    assert answer.status_code == 422
    assert "There is a client Kestrel Dental already." in answer.content.decode()
    assert OurClient.objects.count() == 1


def test_the_zone_of_the_practice_stays_once_something_was_promised(nora: Client) -> None:
    form = {"name": "Harbor", "zone": "Europe/Berlin", "currency": "EUR"}
    assert nora.post("/practice/", form).status_code == 302
    factories.ticket(now=clock.now())
    answer = nora.post("/practice/", {**form, "zone": "Europe/London"})
    assert answer.status_code == 422
    assert "Europe/Berlin" in answer.content.decode()


def test_a_client_is_taken_on_although_nothing_holds_for_everybody_any_more(nora: Client) -> None:
    Agreement.objects.update(offered=False)
    said = {"name": "Kestrel Dental", "zone": "Europe/London", "contact": "Amara Ruiz", "email": "", "phone": ""}
    for key in ("standard", "clock"):
        answer = nora.post("/first-hour/client/", {**said, "name": f"{said['name']} {key}", "starter": key})
        assert answer.status_code == 302
    assert (
        Agreement.objects.get(name="Standard, Kestrel Dental standard").versions.get().calendar.name == "Office hours"
    )


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_every_country_has_a_name_in_every_language(code: str) -> None:
    with translation.override(code):
        named = dict(suggesting.countries())
    assert [one for one, name in named.items() if name == one] == []
    assert {"en": ("Germany", "Austria"), "de": ("Deutschland", "Österreich")}[code] == (named["DE"], named["AT"])
    assert list(named).index("AT") < list(named).index("PL")  # Ö goes with O
