"""Calendars: what is refused and where, versions that never change, and hours that are compiled once."""

from copy import deepcopy
from typing import Any

import pytest

from steadfast.apps.agreements import operations, queries
from steadfast.apps.agreements.models import Calendar, CalendarVersion
from steadfast.domain.working_time import CalendarError
from steadfast.foundation import events
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.subjects import url_of
from tests.factories import NOW, OFFICE_HOURS

pytestmark = pytest.mark.django_db


def make(body: object = OFFICE_HOURS, name: str = "Office hours") -> Calendar:
    return operations.make_calendar(name, body, actor=SYSTEM, now=NOW)  # type: ignore[arg-type]


def changed(**parts: Any) -> dict[str, Any]:
    return deepcopy(dict(OFFICE_HOURS)) | parts


def test_a_new_calendar_has_version_1_an_address_and_an_event() -> None:
    calendar = make()
    version = calendar.versions.get()
    assert (version.no, version.body["timezone"], len(version.digest)) == (1, "Europe/London", 64)
    assert version.tzdata
    assert url_of(calendar.subject) == f"/calendars/{calendar.subject.number}/"
    [(event, data)] = events.read(calendar.subject_id)
    assert (event.kind, data["digest"], data["hours"]) == ("calendar.made", version.digest, version.body)


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        (changed(timezone="Europe/Lodnon"), "unknown-time-zone", "calendar.timezone"),
        (changed(weekly={}), "empty-calendar", "calendar"),
        (changed(annual_holidays=["02-30"]), "bad-date", "calendar.annual_holidays[0]"),
        (changed(weekly={"mon": [["9:00", "17:00"]]}), "bad-time", "calendar.weekly.mon[0]"),
        (changed(weekly={"moonday": []}), "bad-day", "calendar.weekly.moonday"),
        ("nine to five", "bad-shape", "calendar"),
    ],
)
def test_hours_that_cannot_be_kept_are_refused_by_their_field(body: object, code: str, field: str) -> None:
    with pytest.raises(CalendarError) as refused:
        make(body)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Calendar.objects.exists()


def test_a_change_is_a_new_version_and_the_old_one_stays() -> None:
    calendar = make()
    old = queries.current_version(calendar)
    new = operations.add_calendar_version(calendar, changed(holidays=["2026-12-25"]), actor=SYSTEM, now=NOW)
    assert new.no == 2
    assert queries.current_version(calendar) == new
    assert CalendarVersion.objects.get(pk=old.pk).body == old.body
    assert [event.kind for event, _ in events.read(calendar.subject_id)] == ["calendar.made", "calendar.changed"]


def test_a_version_that_says_the_same_is_not_made() -> None:
    calendar = make()
    again = operations.add_calendar_version(calendar, OFFICE_HOURS, actor=SYSTEM, now=NOW)
    assert again.no == 1


def test_hours_are_compiled_once_for_each_content() -> None:
    first, second = queries.current_version(make()), queries.current_version(make(name="The same"))
    assert queries.hours_of(first) is queries.hours_of(second)
