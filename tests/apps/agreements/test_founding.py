"""What a practice starts with, made by the worker from the event of its founding."""

import pytest
from django.utils import translation

from steadfast.apps.agreements import operations, queries, starters
from steadfast.apps.agreements.models import Agreement
from steadfast.domain.commitment import clauses
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.jobs import delivering
from tests import cast
from tests.factories import LONG_AGO, NOW, client, practice

pytestmark = pytest.mark.django_db


def found() -> Agreement:
    return operations.found("Europe/London", valid_from=LONG_AGO, actor=SYSTEM, now=NOW)


def test_a_practice_starts_with_office_hours_and_a_standard_agreement() -> None:
    version = queries.in_force([found()], NOW).popitem()[1]
    hours = queries.hours_of(queries.current_version(version.calendar))
    assert (version.agreement.name, version.calendar.name, version.valid_from) == ("Standard", "Office hours", LONG_AGO)
    assert hours.to_dict()["weekly"]["fri"] == [["09:00", "17:00"]]
    first, resolution = clauses.read(version.body).kinds.values()
    assert dict(first.targets) == {"P1": 900, "P2": 3600, "P3": 14400, "P4": 28800}
    assert dict(resolution.targets) == {"P1": 14400, "P2": 28800, "P3": 86400, "P4": 144000}
    assert (first.pauses_on, first.stops) == ((), "replied")
    assert (resolution.pauses_on, resolution.stops) == (("client", "resolved"), "resolved")
    assert clauses.read(version.body).confirmation_s == 5 * 86400


def test_it_is_made_once() -> None:
    assert found() == found()
    assert Agreement.objects.count() == 1


def test_founding_a_practice_wakes_it() -> None:
    practice()
    delivering.deliver_due(owner="the test", now=NOW)
    version = queries.applies_to(None, LONG_AGO)
    assert version is not None
    assert version.agreement.name == "Standard"
    assert queries.hours_of(queries.current_version(version.calendar)).zone == "Europe/London"


def test_a_german_practice_starts_with_german_names() -> None:
    with translation.override("de"):
        practice()
    delivering.deliver_due(owner="the test", now=NOW)
    version = queries.applies_to(None, LONG_AGO)
    assert version is not None
    assert (version.agreement.name, version.calendar.name) == ("Standard", "Bürozeiten")


def test_a_starter_is_named_in_the_language_of_who_takes_it_and_shares_its_calendar() -> None:
    practice()
    found()
    clock = starters.starter("clock")
    english = operations.make_from(clock, client(cast.KESTREL), actor=SYSTEM, now=NOW)
    with translation.override("de"):
        german = operations.make_from(clock, client(cast.MARLOW), actor=SYSTEM, now=NOW)
    assert (english.name, german.name) == ("Round the clock, Kestrel Dental", "Rund um die Uhr, Marlow Freight")
    assert english.versions.get().calendar == german.versions.get().calendar
