"""The scorecard says of a closed month what was stated when, once a later fact changed it."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.reporting import tasks
from steadfast.apps.reporting.operations import close_months, restate_months
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.reporting import promises
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_a_month_that_changed_after_its_end_says_what_was_stated_when(
    client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    promises.invent(300)
    close_months(now=NOW)
    row = Commitment.objects.filter(
        direction="ours", verdict="kept", batch=None, due_month="2026-01-01", kind="resolution"
    ).first()
    assert row is not None
    later = NOW + timedelta(days=7)
    Commitment.objects.filter(pk=row.pk).update(done_at=row.due_at + timedelta(seconds=1))
    restate_months(now=later)
    monkeypatch.setattr(clock, "now", lambda: later)
    client.force_login(factories.member(cast.THEO).user)
    (one,) = client.get("/scorecard/").context["restated"]
    assert f"{one.month:%Y-%m}" == "2026-01"
    assert one.text.startswith("stated ")
    assert " on 2 Mar 2026, restated " in one.text
    assert "on 9 Mar 2026 (1 more kept late, 1 fewer kept" in one.text
    assert client.get("/scorecard/?month=2025-12").context["restated"] == []


def test_without_a_practice_the_tasks_do_nothing() -> None:
    assert (tasks.close_months.call(), tasks.restate_months.call()) == (0, 0)
