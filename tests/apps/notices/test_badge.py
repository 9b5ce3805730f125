"""The badge on the rail comes with the account: it costs no query of its own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from steadfast.apps.notices import operations
from steadfast.apps.notices.models import Notice
from steadfast.apps.notices.news import News
from tests import cast, factories
from tests.apps.desk.pages import browser
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_the_badge_costs_no_query_and_counts_ones_own_alone() -> None:
    ines = factories.member(cast.INES)
    reader = browser(cast.INES)
    reader.get("/notices/choices/")
    with CaptureQueriesContext(connection) as before:
        reader.get("/notices/choices/")
    for number in range(3):
        operations.tell(ines.pk, News("spoke", f"spoke:{number}", about={"what": "x"}), now=NOW)
    operations.tell(factories.member(cast.KOFI).pk, News("spoke", "spoke:9", about={"what": "x"}), now=NOW)
    operations.snooze(Notice.objects.filter(person=ines).latest("id"), until=NOW)
    with CaptureQueriesContext(connection) as after:
        page = reader.get("/notices/choices/").content.decode()
    assert len(after) == len(before)
    assert "Notices <small>2</small>" in page
    operations.wake(now=NOW)
    assert "Notices <small>3</small>" in reader.get("/notices/choices/").content.decode()
