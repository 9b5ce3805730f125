"""An edit that is applied: what it does to open commitments, whose yes it needs, and that nothing else changes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from steadfast.apps.agreements import operations as agreements
from steadfast.apps.agreements.models import Amendment
from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.apps.commitments.operations import amending
from steadfast.apps.desk.models import Ticket
from steadfast.foundation import verify
from steadfast.foundation.actor import Actor
from tests import cast, factories
from tests.factories import NOW, OFFICE_HOURS

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HOLIDAY = {"holidays": ["2026-03-03"], "holiday_names": {"2026-03-03": "Harbor day"}}


@pytest.fixture
def theo() -> Actor:
    return factories.actor(factories.member(cast.THEO))


def edit(theo: Actor, now: datetime = NOW, **parts: Any) -> Amendment:
    """Return a draft that changes the office hours."""
    version = factories.calendar()
    return agreements.draft_calendar(version.calendar, version.no, {**OFFICE_HOURS, **parts}, actor=theo, now=now)


def carry_out(draft: Amendment, theo: Actor, now: datetime = NOW, size: int = 3) -> Amendment:
    amending.apply_amendment(draft.pk, reason="A new holiday", reaches_open=True, actor=theo, now=now)
    for keys in amending.parts(draft.pk, size=size):
        amending.carry_on(draft.pk, keys, actor=theo, now=now)
    amending.finish(draft.pk, actor=theo, now=now)
    return Amendment.objects.get(pk=draft.pk)


def due_times() -> Mapping[int, datetime]:
    return dict(Commitment.objects.values_list("pk", "due_at"))


def test_a_shorter_time_holds_at_once_and_a_longer_one_waits_for_the_yes(theo: Actor) -> None:
    ticket = factories.ticket()
    before = due_times()
    carry_out(edit(theo, **HOLIDAY), theo)
    assert due_times() == before
    asked = Proposal.objects.get()
    assert (asked.creditor_id, asked.answer) == (ticket.client_id, "")
    amara = factories.contact(cast.KESTREL)
    amending.answer_amendment(asked.pk, yes=True, by_id=amara.pk, words="Fine", how="page", actor=theo, now=NOW)
    for keys in amending.parts(asked.amendment_id or 0, creditor_id=asked.creditor_id):
        amending.extend(asked.pk, keys, actor=theo, now=NOW)
    after = due_times()
    assert [after[key] - before[key] for key in sorted(before)] == [timedelta(0), DAY]
    assert Ticket.objects.get().next_due_at == min(after.values())
    assert verify.run() == []
