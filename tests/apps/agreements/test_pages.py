"""Pages of agreements and calendars: what they say, who sees them, and what they cost."""

from typing import Any

import pytest
from django.test import Client as Browser

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.agreements.operations import make_calendar
from steadfast.apps.identity.models import Person
from tests import cast, factories

pytestmark = pytest.mark.django_db


def browser(person: Person) -> Browser:
    found = Browser()
    assert person.user is not None
    found.force_login(person.user)
    return found


def ines() -> Browser:
    return browser(factories.member(cast.INES))


def address(agreement: Agreement) -> str:
    return f"/agreements/{agreement.subject.number}/"


def page(who: Browser, url: str, **query: str) -> str:
    answer = who.get(url, query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_the_list_tells_who_calendar_and_targets_at_a_glance() -> None:
    factories.agreement()
    factories.agreement("Kestrel Dental", of=factories.client(cast.KESTREL), calendar_name="Surgery hours")
    said = page(ines(), "/agreements/")
    for words in ("with everybody", "with <bdi>Kestrel Dental</bdi>", "Surgery hours", "30 min to 8 h", "4 h to 40 h"):
        assert words in said


def test_the_list_leads_to_calendars_that_no_agreement_counts_on_yet() -> None:
    factories.agreement()
    theo = factories.actor(factories.member(cast.THEO))
    made = make_calendar("Night shift", factories.OFFICE_HOURS, actor=theo, now=factories.NOW)
    assert f'href="/calendars/{made.subject.number}/"' in page(ines(), "/agreements/")


def test_an_agreement_is_told_in_words() -> None:
    said = page(ines(), address(factories.agreement().agreement))
    for words in (
        '<td class="n">30 min</td>',
        "stands still while we wait for the client and between resolving and reopening.",
        "when 75 % of its target is used",
        "Version 1",
        "Mon–Fri 09:00–17:00, Europe/London",
    ):
        assert words in said


def test_a_priority_without_a_target_says_so() -> None:
    body = {"kinds": {"resolution": {"targets": {"P3": 62 * 3600}, "stops": "closed"}}}
    version = factories.agreement("as the source judged", body=body, offered=False)
    said = page(ines(), address(version.agreement))
    assert said.count("no target") == 3
    assert "62 h" in said
    assert "no new work falls under it" in said
    assert "what is reopened is a new promise" in said


def test_a_calendar_shows_its_week_and_the_year_ahead() -> None:
    calendar = factories.calendar().calendar
    said = page(ines(), f"/calendars/{calendar.subject.number}/")
    assert 'class="week"' in said
    assert "that night is one hour" in said
    assert "Mon–Fri 09:00–17:00 in Europe/London" in said


def test_the_box_answers_with_a_page_or_with_itself_at_one_address() -> None:
    url, who = address(factories.agreement().agreement), ines()
    query = {"start": "2026-03-30T16:00", "promise": "other", "target": "2 h"}
    whole = page(who, url, **query)
    part = who.get(url, query, headers={"HX-Request": "true"})
    assert "Due Tue 31 Mar, 10:00" in whole
    assert "Due Tue 31 Mar, 10:00" in part.content.decode()
    assert "<html" in whole
    assert "<html" not in part.content.decode()
    assert "HX-Request" in part["Vary"]


@pytest.mark.parametrize(
    ("start", "target", "words"),
    [
        ("2026-02-30T10:00", "2 h", "Write a date and a time"),
        ("9999-12-31T23:59", "2 h", "Choose a year"),
        ("2026-03-30T10:00", "-2 h", "A target cannot be negative."),
        ("2026-03-29T01:30", "2 h", "01:30 on 29 Mar 2026 does not exist in Europe/London"),
        ("<script>alert(1)</script>", "2 h", "&lt;script&gt;"),
    ],
)
def test_the_box_says_what_is_wrong_and_keeps_what_was_typed(start: str, target: str, words: str) -> None:
    calendar = factories.calendar().calendar
    said = page(ines(), f"/calendars/{calendar.subject.number}/", start=start, target=target)
    assert words in said
    assert "<script>alert" not in said
    assert f'value="{target}"' in said


def test_a_contact_sees_the_agreement_of_their_client_and_no_other() -> None:
    standard = factories.agreement()
    own = factories.agreement("Kestrel Dental", of=factories.client(cast.KESTREL), calendar_name="Surgery hours")
    amara = browser(factories.contact(cast.KESTREL))
    jo = browser(factories.contact(cast.MARLOW))
    surgery = f"/calendars/{own.calendar.subject.number}/"
    assert "Kestrel Dental" in page(amara, "/portal/agreements/")
    assert "Standard" not in page(amara, "/portal/agreements/")
    assert "Standard" in page(jo, "/portal/agreements/"), "Marlow has none of its own, so that with everybody is theirs"
    assert "Kestrel" not in page(jo, "/portal/agreements/")
    for inner in (address(own.agreement), address(standard.agreement), surgery):
        assert {who.get(inner).headers["Location"] for who in (amara, jo)} == {"/portal/agreements/"}
    ical = surgery.removesuffix("/") + ".ics"
    assert (amara.get(ical).status_code, jo.get(ical).status_code) == (200, 404)


def test_a_calendar_does_not_name_agreements_out_of_sight() -> None:
    factories.agreement()
    own = factories.agreement("Kestrel Dental", of=factories.client(cast.KESTREL))
    said = page(browser(factories.contact(cast.MARLOW)), "/portal/agreements/")
    assert "Standard" in said
    assert own.agreement.name not in said


@pytest.mark.parametrize("number", ["0", "9223372036854775807", "9223372036854775808", "9" * 40])
def test_an_unknown_number_is_not_found(number: str) -> None:
    who = ines()
    assert who.get(f"/agreements/{number}/").status_code == 404
    assert who.get(f"/calendars/{number}/").status_code == 404


@pytest.mark.parametrize("url", ["/agreements/", "/agreements/1/", "/calendars/1/"])
def test_pages_cost_the_same_at_3_and_at_30_rows(url: str, django_assert_max_num_queries: Any) -> None:
    who = ines()
    factories.agreement()
    costs = []
    for rows in (3, 30):
        while Agreement.objects.count() < rows:
            factories.agreement(f"Past {Agreement.objects.count()}", offered=False)
        with django_assert_max_num_queries(8) as asked:
            page(who, url)
        costs.append(len(asked))
    assert 0 < costs[0] == costs[1]


def test_more_agreements_than_a_page_holds_are_paged() -> None:
    for number in range(51):
        factories.agreement(f"Past {number:02}", offered=False)
    first = page(ines(), "/agreements/")
    assert "Past 49" in first
    assert "Past 50" not in first
    assert 'rel="next"' in first


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (
            {"ends_on": "2087-03-31", "notice_days": 90},
            "It runs until 31 March 2087; either side may end it 90 days before.",
        ),
        ({"ends_on": "2087-03-31"}, "It runs until 31 March 2087."),
        ({"notice_days": 30}, "It has no end; either side may end it with 30 days of notice."),
        ({"ends_on": "2017-03-31"}, "It ended on 31 March 2017."),
    ],
)
def test_how_long_it_runs_is_told_to_us_and_to_them(term: dict[str, Any], words: str) -> None:
    own = factories.agreement("Care", of=factories.client(), body={**factories.STANDARD, **term})
    shown = page(ines(), address(own.agreement))
    assert words in shown
    assert ("New work still falls under it, until it is renewed" in shown) == ("2017" in words)
    assert words in page(browser(factories.contact()), "/portal/agreements/")
    assert ("until 31 Mar 2087" in page(ines(), "/agreements/")) == ("2087" in words)


def test_an_end_is_typed_kept_shown_and_taken_away() -> None:
    own = factories.agreement("Care", of=factories.client(), body={**factories.STANDARD, "ends_on": "2087-03-31"})
    theo, edit = browser(factories.member(cast.THEO)), f"{address(own.agreement)}edit/"
    form = theo.get(edit).context["form"]
    typed = {field.html_name: field.value() for field in form if field.value() is not None}
    assert str(typed["ends_on"]) == "2087-03-31"
    assert theo.post(edit, typed).status_code == 422, "nothing is changed yet"
    longer = theo.post(edit, typed | {"ends_on": "2088-03-31", "notice_days": "90"})
    preview = page(theo, longer.headers["Location"])
    for words in ("31 Mar 2087", "31 Mar 2088", "90 days"):
        assert words in preview
    theo.post(f"{longer.headers['Location']}apply/", {"reason": "Renewed for a year", "reaches": "open"})
    body = own.agreement.versions.get(no=2).body
    assert (body["ends_on"], body["notice_days"]) == ("2088-03-31", 90)
    endless = theo.post(edit, typed | {"base_no": "2", "ends_on": "", "notice_days": ""})
    assert "no end" in page(theo, endless.headers["Location"])
    wrong = theo.post(edit, typed | {"base_no": "2", "ends_on": "soon", "notice_days": "-1"})
    assert wrong.context["form"].errors.keys() == {"ends_on", "notice_days"}


def test_a_new_agreement_cannot_end_before_it_begins() -> None:
    factories.agreement()
    theo = browser(factories.member(cast.THEO))
    form = theo.get("/agreements/new/").context["form"]
    typed = {field.html_name: field.value() for field in form if field.value() is not None}
    typed |= {"name": "Care", "calendar": str(Agreement.objects.get().versions.get().calendar_id), "offered": "on"}
    typed |= {"client": str(factories.client().pk), "target-0-P3": "4 h", "valid_from": "2087-01-01"}
    wrong = theo.post("/agreements/new/", typed | {"ends_on": "2086-12-30"})
    assert wrong.context["form"].errors == {"ends_on": ["It would end before it begins."]}
    theo.post("/agreements/new/", typed | {"ends_on": "2087-12-31", "notice_days": "30"})
    assert Agreement.objects.get(name="Care").versions.get().body["ends_on"] == "2087-12-31"
