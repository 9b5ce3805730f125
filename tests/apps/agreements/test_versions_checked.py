"""Verify names a version of a calendar or an agreement that somebody took away, added or altered by hand."""

import json

import pytest
from django.db import connection

from steadfast.apps.agreements.models import Agreement, AgreementVersion, CalendarVersion
from steadfast.foundation import triggers, verify
from tests import factories
from tests.factories import LONG_AGO

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def versions() -> None:
    """An agreement on a calendar, version 1 each, without the triggers that would refuse a hand at them."""
    factories.agreement()
    triggers.remove()


def found(*only: str) -> list[str]:
    return [str(finding) for finding in verify.run(only)]


def test_nothing_is_found_where_nobody_was() -> None:
    assert found("calendars", "agreements") == []


def test_a_calendar_version_that_is_gone_is_named() -> None:
    AgreementVersion.objects.all().delete()
    CalendarVersion.objects.all().delete()
    assert found("calendars") == ["calendar Office hours v1: its events tell of it, its row is gone"]
    assert found("agreements") == ["agreement Standard v1: its events tell of it, its row is gone"]


def test_hours_that_were_altered_are_named() -> None:
    row = CalendarVersion.objects.get()
    body = json.dumps({**row.body, "weekly": {"mon": [["08:00", "17:00"]]}})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_calendarversion SET body = %s", [body])
    assert found("calendars") == ["calendar Office hours v1: hours is not what its event says"]


def test_a_version_that_no_event_tells_of_is_named() -> None:
    row = AgreementVersion.objects.get()
    row.pk, row.no = None, 2
    row.save(force_insert=True)
    assert found("agreements") == ["agreement Standard v2: no event tells of it"]


def test_an_agreement_that_begins_earlier_by_hand_is_named() -> None:
    AgreementVersion.objects.update(valid_from=LONG_AGO.replace(year=2015))
    assert found("agreements") == ["agreement Standard v1: valid_from is not what its event says"]


def test_an_offer_that_was_altered_is_named() -> None:
    Agreement.objects.update(offered=False, service="mail")
    assert found("agreements") == [
        "agreement Standard: service is 'mail', its events say ''",
        "agreement Standard: offered is False, its events say True",
    ]
