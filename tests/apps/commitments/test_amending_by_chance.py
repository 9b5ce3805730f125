"""Whatever is edited: the due times that the preview shows are those that the application writes, on any history."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from steadfast.apps.agreements import operations as agreements
from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.apps.commitments.operations import amending
from steadfast.apps.commitments.queries.amending import plan, successor_of
from steadfast.apps.desk.operations import Opening, open_ticket
from steadfast.apps.desk.operations.waiting import wait
from steadfast.domain.commitment.amended import CHANGES, Effect
from steadfast.domain.working_time.instants import to_seconds
from steadfast.foundation import verify
from tests import cast, factories
from tests.factories import NOW, OFFICE_HOURS

HOURS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(12, 23)).map(lambda t: [f"{t[0]:02}:30", f"{t[1]:02}:00"]), max_size=1
)
WEEK = st.fixed_dictionaries({day: HOURS for day in ("mon", "tue", "wed", "thu", "fri", "sat")}).filter(
    lambda week: any(week.values())
)
DAYS = st.lists(st.integers(1, 28).map(lambda day: f"2026-03-{day:02}"), max_size=4, unique=True)
EDITS = st.fixed_dictionaries({"weekly": WEEK, "holidays": DAYS})
TICKETS = st.lists(
    st.tuples(st.integers(0, 72), st.integers(1, 3), st.integers(1, 3), st.integers(0, 100)), min_size=1, max_size=4
)


@pytest.mark.django_db
@settings(max_examples=20, deadline=None)
@given(first=EDITS, second=EDITS, tickets=TICKETS, agrees=st.booleans())
def test_the_preview_tells_what_the_application_writes(
    first: dict[str, Any], second: dict[str, Any], tickets: list[tuple[int, int, int, int]], agrees: bool
) -> None:
    with transaction.atomic():
        _open(tickets)
        for edit in (first, second):
            _amend(edit, agrees)
        assert verify.run() == []
        transaction.set_rollback(True)


def _open(tickets: list[tuple[int, int, int, int]]) -> None:
    factories.team()
    factories.agreement()
    ines = factories.actor(factories.member(cast.INES))
    kestrel, amara = factories.client().pk, factories.contact().pk
    for hours, impact, urgency, waits in tickets:
        opened = NOW - timedelta(hours=hours, seconds=waits)
        opening = Opening(client_id=kestrel, contact_id=amara, title="Phone", impact=impact, urgency=urgency)
        ticket = open_ticket(opening, actor=ines, now=opened)
        if waits % 2:
            until = NOW + timedelta(hours=waits)
            wait(ticket.pk, reason="client", words="a list", expires_at=until, on_person_id=amara, actor=ines, now=NOW)


def _amend(edit: dict[str, Any], agrees: bool) -> None:
    theo, version = factories.actor(factories.member(cast.THEO)), factories.calendar()
    body = {**OFFICE_HOURS, **edit}
    draft = agreements.draft_calendar(version.calendar, version.no, body, actor=theo, now=NOW)
    found = plan(successor_of(draft), now=NOW)
    takes = {*CHANGES} if agrees else {*CHANGES} - {Effect.LATER}
    told = {
        row.id: int(new) if effect in takes else int(old)
        for row, old, new, effect in zip(found.rows, found.old, found.new, found.effect, strict=True)
    }
    amending.apply_amendment(draft.pk, reason="By chance", reaches_open=True, actor=theo, now=NOW)
    for keys in amending.parts(draft.pk, size=3):
        amending.carry_on(draft.pk, keys, actor=theo, now=NOW)
    amending.finish(draft.pk, actor=theo, now=NOW)
    for proposal in Proposal.objects.filter(amendment=draft, answer="") if agrees else ():
        by = factories.contact().pk
        amending.answer_amendment(proposal.pk, yes=True, by_id=by, words="Yes", how="recorded", actor=theo, now=NOW)
        for keys in amending.parts(draft.pk, creditor_id=proposal.creditor_id):
            amending.extend(proposal.pk, keys, actor=theo, now=NOW)
    assert {pk: to_seconds(due) for pk, due in Commitment.objects.values_list("pk", "due_at") if pk in told} == told
