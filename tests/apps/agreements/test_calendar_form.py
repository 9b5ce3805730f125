"""The form of a calendar: what is typed becomes an amendment; a mistake keeps all of it and names the row."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from steadfast.apps.agreements import changes, hours_text, ical
from steadfast.apps.agreements.hours_text import HoursTextError
from steadfast.apps.agreements.models import Amendment, Calendar
from tests import cast, factories
from tests.factories import NOW, OFFICE_HOURS

pytestmark = pytest.mark.django_db
EDIT = "/calendars/1/edit/"
NAMES = ("what", "date", "hours", "name")


@pytest.fixture
def browser() -> Client:
    factories.agreement()
    browser = Client()
    browser.force_login(factories.member(cast.THEO).user)  # type: ignore[arg-type]
    return browser


def typed(*rows: tuple[str, str, str, str], act: str = "preview", **other: str) -> dict[str, Any]:
    """Return the form as a browser sends it: office hours, and these rows of what, date, hours and name."""
    data = {"zone": cast.ZONE, "base_no": "1", "act": act, "days": str(len(rows))}
    data |= {day: hours_text.write(spans) for day, spans in OFFICE_HOURS["weekly"].items()}
    for place, row in enumerate(rows):
        data |= {
            f"day-{place}-{name}": value for name, value in zip(("what", "date", "hours", "name"), row, strict=True)
        }
    return data | other


def test_what_is_typed_becomes_an_amendment_and_nothing_is_in_force(browser: Client) -> None:
    rows = [
        ("holiday", "2031-03-03", "", "Harbor day"),
        ("annual", "2031-12-25", "", "Christmas Day"),
        ("closed", "2031-03-04", "12-15", ""),
        ("open", "2031-03-08", "10:00–14:00, 15:00–16:00", "Saturday shift"),
    ]
    answer = browser.post(EDIT, typed(*rows))
    draft = Amendment.objects.get()
    assert answer["Location"] == f"/amendments/{draft.pk}/"
    assert draft.body == {
        **OFFICE_HOURS,
        "holidays": ["2031-03-03"],
        "annual_holidays": ["12-25"],
        "closures": {"2031-03-04": [["12:00", "15:00"]]},
        "special_days": {"2031-03-08": [["10:00", "14:00"], ["15:00", "16:00"]]},
        "holiday_names": {"12-25": "Christmas Day", "2031-03-03": "Harbor day", "2031-03-08": "Saturday shift"},
    }
    assert Calendar.objects.get().versions.count() == 1


@pytest.mark.parametrize("state", ["draft", "applied", "dropped"])
def test_an_edit_takes_up_a_draft_and_drops_it_where_it_is_one_still(browser: Client, state: str) -> None:
    browser.post(EDIT, typed(("holiday", "2031-03-03", "", "Harbor day")))
    first = Amendment.objects.get()
    form = browser.get(f"{EDIT}?from={first.pk}").content.decode()
    assert 'value="Harbor day"' in form
    Amendment.objects.filter(pk=first.pk).update(state=state)
    answer = browser.post(f"{EDIT}?from={first.pk}", typed(("holiday", "2031-03-04", "", "Harbor day")))
    second = Amendment.objects.exclude(pk=first.pk).get()
    assert answer["Location"] == f"/amendments/{second.pk}/"
    first.refresh_from_db()
    assert (first.state, second.state) == ("dropped" if state == "draft" else state, "draft")


def test_a_mistake_names_its_row_and_loses_nothing(browser: Client) -> None:
    answer = browser.post(
        EDIT, typed(("holiday", "2031-02-30", "", "Never"), ("closed", "2031-03-04", "soon", ""), mon="9")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Write the date as 2026-12-25.", "“soon” are no hours.", "“9” are no hours.", 'value="Never"'):
        assert words in page
    assert not Amendment.objects.exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (typed(), "Nothing is changed yet."),
        (typed(("holiday", "2031-03-03", "", ""), ("holiday", "2031-03-03", "", "")), "stands here twice"),
        (typed(("odd", "2031-03-03", "", "")), "Choose what it is."),
        (typed(("closed", "2031-03-03", "", "")), "or make it a holiday"),
        (typed(zone="Mars/Base"), "Select a valid choice"),
        (typed(**dict.fromkeys(OFFICE_HOURS["weekly"], "")), "never open"),
        (typed(days="x" * 30), "Nothing is changed yet."),
    ],
)
def test_what_cannot_be_kept_is_said(browser: Client, data: dict[str, str], told: str) -> None:
    answer = browser.post(EDIT, data)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_buttons_add_remove_and_suggest_rows_and_keep_nothing(browser: Client) -> None:
    rows = (("holiday", "2031-03-03", "", "Harbor day"), ("holiday", "2031-03-05", "", "Quay day"))
    assert browser.post(EDIT, typed(*rows, act="add")).content.decode().count('aria-label="Date of day') == 5
    left = browser.post(EDIT, typed(*rows, act="remove-0")).content.decode()
    assert "Harbor day" not in left
    assert "Quay day" in left
    asked = {"country": "GB", "subdivision": "eng", "first": "2031", "last": "2031"}
    page = browser.post(EDIT, typed(*rows, act="suggest", **asked)).content.decode()
    assert "Christmas Day" in page
    assert "GB-ENG" in page
    wrong = browser.post(EDIT, typed(*rows, act="suggest", **{**asked, "subdivision": "XX"})).content.decode()
    assert "Choose one of ENG, NIR, SCT, WLS" in wrong
    assert not Amendment.objects.exists()


def test_what_is_a_holiday_every_year_is_not_suggested_once_more(browser: Client) -> None:
    asked = {"country": "GB", "subdivision": "ENG", "first": "2031", "last": "2032"}
    yearly = ("annual", "2030-12-25", "", "Christmas Day")
    page = browser.post(EDIT, typed(yearly, act="suggest", **asked)).content.decode()
    assert page.count('value="Christmas Day"') == 1
    assert page.count('value="Boxing Day"') == 2  # one each year


def test_the_years_and_the_country_are_asked_for_only_where_holidays_are_suggested(browser: Client) -> None:
    nothing = {"country": "", "subdivision": "", "first": "", "last": ""}
    added = browser.post(EDIT, typed(act="add", **nothing)).content.decode()
    assert "This field is required" not in added
    assert "This field is required" in browser.post(EDIT, typed(act="suggest", **nothing)).content.decode()


def test_a_day_that_is_a_holiday_every_year_anyway_is_told_so() -> None:
    old = {**OFFICE_HOURS, "annual_holidays": ["12-25"], "holiday_names": {"12-25": "Christmas Day"}}
    new = {**old, "holidays": ["2031-12-25"]}
    assert changes.of_calendar(old, new)[0].old == "holiday every year, Christmas Day"


def test_an_icalendar_file_fills_the_form(browser: Client) -> None:
    body = {**OFFICE_HOURS, "weekly": {"sat": [["10:00", "12:00"]]}, "holidays": ["2031-03-03"]}
    file = SimpleUploadedFile("hours.ics", ical.write("Other", body, uid="x", now=NOW))
    page = browser.post(EDIT, {**typed(act="import"), "ics": file}).content.decode()
    assert 'value="10:00–12:00"' in page
    assert 'value="2031-03-03"' in page
    assert "imported from hours.ics" in page
    broken = SimpleUploadedFile("hours.ics", b"\xff")
    answer = browser.post(EDIT, {**typed(act="import"), "ics": broken})
    assert answer.status_code == 422
    assert "Line 1 is not written in UTF-8" in answer.content.decode()


def test_the_file_of_a_calendar_is_read_back_by_the_form(browser: Client) -> None:
    answer = browser.get("/calendars/1.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = ical.read(answer.content, zone="UTC", origin="")
    assert (found.zone, found.weekly) == (cast.ZONE, OFFICE_HOURS["weekly"])


def test_a_new_calendar_is_made_at_once(browser: Client) -> None:
    answer = browser.post("/calendars/new/", typed(("annual", "2031-12-25", "", ""), name="Weekend"))
    made = Calendar.objects.get(name="Weekend")
    assert answer["Location"] == f"/calendars/{made.subject.number}/"
    assert made.versions.get().body["annual_holidays"] == ["12-25"]
    twice = browser.post("/calendars/new/", typed(name="weekend"))
    assert "There is a calendar weekend already." in twice.content.decode()


@pytest.mark.parametrize("text", ["9–17", "9-12:30, 13.30-17", "22:00–06:00", "all day", "closed", ""])
def test_hours_are_read_as_they_are_written(text: str) -> None:
    spans = hours_text.read(text)
    assert hours_text.read(hours_text.write(spans)) == spans


@pytest.mark.parametrize("text", ["25:00–26:00", "9", "9-9", "24:00–25:00", "9–17 x", ", ".join(["9-10"] * 25)])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(HoursTextError):
        hours_text.read(text)


@pytest.mark.parametrize("zone", ["nonsense", "../../etc/passwd", "Europe", ""])
def test_a_file_is_read_where_the_calendar_is_if_no_zone_was_chosen(browser: Client, zone: str) -> None:
    file = SimpleUploadedFile("hours.ics", ical.write("Other", OFFICE_HOURS, uid="x", now=NOW))
    assert browser.post(EDIT, {**typed(act="import", zone=zone), "ics": file}).status_code in (200, 422)


def test_an_edit_begins_from_no_version_that_was_never_made(browser: Client) -> None:
    answer = browser.post(EDIT, typed(("holiday", "2031-03-03", "", ""), base_no="999"))
    assert Amendment.objects.get().base_no == 1
    assert browser.get(answer["Location"]).status_code == 200


def test_hours_that_an_agreement_can_never_reach_are_refused(browser: Client) -> None:
    closed = dict.fromkeys(OFFICE_HOURS["weekly"], "")
    answer = browser.post(EDIT, typed(("open", "2031-03-03", "9:00-9:01", ""), **closed))
    assert answer.status_code == 422
    assert "Standard promises" in answer.content.decode()
    assert not Amendment.objects.exists()
