"""An edit that is applied: what it does to open commitments, whose yes it needs, and that nothing else changes."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

import pytest

from steadfast.apps.agreements import operations as agreements
from steadfast.apps.agreements import queries as agreements_read
from steadfast.apps.agreements.models import Agreement, Amendment
from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.apps.commitments.operations import Word, amending, give
from steadfast.apps.commitments.queries.amending import plan, successor_of
from steadfast.apps.commitments.queries.parties import Whom
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import resolve, take
from steadfast.apps.desk.operations.waiting import wait
from steadfast.domain.commitment.amended import Effect
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import events, verify
from steadfast.foundation.actor import Actor
from tests import cast, factories
from tests.factories import HOUR, NOW, OFFICE_HOURS, STANDARD

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HOLIDAY: Mapping[str, Any] = {"holidays": ["2026-03-03"], "holiday_names": {"2026-03-03": "Harbor day"}}
LONGER: Mapping[str, Any] = {"weekly": {day: [["08:00", "18:00"]] for day in OFFICE_HOURS["weekly"]}}


@pytest.fixture
def theo() -> Actor:
    return factories.actor(factories.member(cast.THEO))


def edit(theo: Actor, now: datetime = NOW, **parts: Any) -> Amendment:
    """Return a draft that changes the office hours."""
    version = factories.calendar()
    return agreements.draft_calendar(version.calendar, version.no, {**OFFICE_HOURS, **parts}, actor=theo, now=now)


def retarget(theo: Actor, kind: str, priority: str, seconds: int | None) -> Amendment:
    """Return a draft that changes one target of the standard agreement, or takes it away."""
    newest = Agreement.objects.get(name="Standard").versions.latest("no")
    body = deepcopy(dict(newest.body))
    targets = body["kinds"][kind]["targets"]
    targets.pop(priority) if seconds is None else targets.update({priority: seconds})
    return agreements.draft_agreement(newest.agreement, newest.no, body, newest.calendar, actor=theo, now=NOW)


def carry_out(draft: Amendment, theo: Actor, now: datetime = NOW, size: int = 3) -> Amendment:
    amending.apply_amendment(draft.pk, reason="As agreed", reaches_open=True, actor=theo, now=now)
    carry_on(draft, theo, now, size)
    amending.finish(draft.pk, actor=theo, now=now)
    return Amendment.objects.get(pk=draft.pk)


def carry_on(draft: Amendment, theo: Actor, now: datetime = NOW, size: int = 3) -> None:
    for keys in amending.parts(draft.pk, size=size):
        amending.carry_on(draft.pk, keys, actor=theo, now=now)


def say(proposal: Proposal, theo: Actor, yes: bool = True, now: datetime = NOW) -> None:
    """Record the answer of Kestrel Dental's contact, and carry a yes out."""
    by = factories.contact(cast.KESTREL).pk
    amending.answer_amendment(proposal.pk, yes=yes, by_id=by, words="Fine with us", how="recorded", actor=theo, now=now)
    if yes:
        for keys in amending.parts(proposal.amendment_id or 0, creditor_id=proposal.creditor_id):
            amending.extend(proposal.pk, keys, actor=theo, now=now)


def due_times() -> Mapping[str, datetime]:
    return dict(Commitment.objects.order_by("kind").values_list("kind", "due_at"))


def test_a_longer_time_waits_for_the_yes_and_then_moves_the_ticket_with_it(theo: Actor) -> None:
    ticket = factories.ticket()
    before = due_times()
    done = carry_out(edit(theo, **HOLIDAY), theo)
    assert due_times() == before
    asked = Proposal.objects.get()
    assert (asked.creditor_id, asked.answer, asked.expires_at) == (ticket.client_id, "", before["resolution"])
    say(asked, theo)
    after = due_times()
    assert after == {**before, "resolution": before["resolution"] + DAY}
    assert Ticket.objects.get().next_due_at == min(after.values())
    assert Amendment.objects.get(pk=done.pk).changed == 2  # the first response took the new terms, unchanged
    assert verify.run() == []


def test_a_shorter_time_holds_at_once_for_ticket_and_promise(theo: Actor) -> None:
    factories.ticket()
    before = due_times()
    carry_out(edit(theo, **LONGER), theo)
    after = due_times()
    assert after["resolution"] < before["resolution"]
    assert Ticket.objects.get().next_due_at == min(after.values())
    assert not Proposal.objects.exists()
    assert verify.run() == []


def test_a_no_leaves_the_promise_under_its_old_terms(theo: Actor) -> None:
    factories.ticket()
    before = due_times()
    carry_out(edit(theo, **HOLIDAY), theo)
    say(Proposal.objects.get(), theo, yes=False)
    assert due_times() == before
    assert verify.run() == []


def test_a_yes_recorded_on_the_preview_is_carried_out_with_the_edit(theo: Actor) -> None:
    ticket = factories.ticket()
    before, draft = due_times(), edit(theo, **HOLIDAY)
    by = factories.contact(cast.KESTREL).pk
    amending.record_answer(
        draft.pk, ticket.client_id, yes=True, by_id=by, words="On the phone", until=NOW + DAY, actor=theo, now=NOW
    )
    carry_out(draft, theo)
    assert due_times()["resolution"] == before["resolution"] + DAY
    assert verify.run() == []


def test_a_yes_needs_the_words_of_a_person_of_the_creditor(theo: Actor) -> None:
    factories.ticket()
    carry_out(edit(theo, **HOLIDAY), theo)
    asked = Proposal.objects.get()
    said: dict[str, Any] = {"yes": True, "how": "recorded", "actor": theo, "now": NOW}
    with pytest.raises(Refused, match="what Amara Ruiz said"):
        amending.answer_amendment(asked.pk, by_id=factories.contact(cast.KESTREL).pk, words=" ", **said)
    with pytest.raises(Refused, match="only they can agree"):
        amending.answer_amendment(asked.pk, by_id=factories.contact(cast.MARLOW).pk, words="Yes", **said)


def test_what_fell_due_before_the_yes_stays_broken(theo: Actor) -> None:
    factories.ticket()
    before = due_times()
    carry_out(edit(theo, **HOLIDAY), theo)
    with pytest.raises(Refused, match="has fallen due"):
        say(Proposal.objects.get(), theo, now=before["resolution"] + DAY)
    assert due_times() == before


def test_closed_ones_and_those_fallen_due_keep_their_terms(theo: Actor) -> None:
    ticket = factories.ticket()
    late = factories.ticket("Scanner does nothing", now=NOW - 60 * DAY)
    ines = factories.actor(factories.member(cast.INES))
    take(ticket.pk, actor=ines, now=NOW)
    resolve(ticket.pk, text="A new line", actor=ines, now=NOW)
    terms = dict(Commitment.objects.values_list("pk", "terms_id"))
    done = carry_out(edit(theo, now=NOW + timedelta(hours=1), **LONGER), theo, now=NOW + timedelta(hours=1))
    assert dict(Commitment.objects.values_list("pk", "terms_id")) == terms
    assert done.changed == 0
    assert Commitment.objects.filter(subject_id=late.pk, closed_at=None).count() == 2


def test_an_edit_makes_no_breach(theo: Actor) -> None:
    factories.ticket()
    before, later = due_times(), NOW + timedelta(hours=3)
    draft = retarget(theo, "first response", "P3", HOUR)  # it would have fallen due two hours ago
    found = plan(successor_of(draft), now=later)
    assert found.count(Effect.OVERDUE_BY_IT) == 1
    carry_out(draft, theo, now=later)
    assert due_times() == before


def test_what_is_promised_no_longer_stays_promised_where_it_was(theo: Actor) -> None:
    factories.ticket()
    before = due_times()
    carry_out(retarget(theo, "resolution", "P3", None), theo)
    assert due_times() == before
    assert verify.run() == []


def test_an_edit_for_new_work_only_leaves_open_promises_alone(theo: Actor) -> None:
    factories.ticket()
    before, draft = due_times(), edit(theo, **LONGER)
    amending.apply_amendment(draft.pk, reason="From now on", reaches_open=False, actor=theo, now=NOW)
    assert due_times() == before
    assert Amendment.objects.get(pk=draft.pk).state == "applied"


def test_a_wait_pauses_the_clock_on_the_new_hours_too(theo: Actor) -> None:
    ticket = factories.ticket()
    amara, ines = factories.contact(cast.KESTREL).pk, factories.actor(factories.member(cast.INES))
    wait(ticket.pk, reason="client", words="a list", expires_at=NOW + 3 * DAY, on_person_id=amara, actor=ines, now=NOW)
    draft = edit(theo, **LONGER)
    found = plan(successor_of(draft), now=NOW)
    told = {row.id: int(new) for row, new in zip(found.rows, found.new, strict=True)}
    carry_out(draft, theo)
    assert {row.pk: int(row.due_at.timestamp()) for row in Commitment.objects.all()} == told
    assert verify.run() == []


def test_whoever_applies_second_is_refused_and_begins_again_with_both_changes(theo: Actor) -> None:
    factories.ticket()
    mine, other = edit(theo, **HOLIDAY), edit(theo, **LONGER)
    carry_out(other, theo)
    with pytest.raises(Refused, match="Theo made version 2 after this edit began"):
        amending.apply_amendment(mine.pk, reason="A holiday", reaches_open=True, actor=theo, now=NOW)
    amending.begin_again(mine.pk, actor=theo, now=NOW)
    done = carry_out(mine, theo)
    assert done.calendar_version is not None
    body = done.calendar_version.body
    assert (body["weekly"]["mon"], body["holidays"]) == ([["08:00", "18:00"]], ["2026-03-03"])


def test_a_later_edit_takes_back_what_the_earlier_one_asked(theo: Actor) -> None:
    factories.ticket()
    carry_out(edit(theo, **HOLIDAY), theo)
    version = factories.calendar()
    back = agreements.draft_calendar(version.calendar, 2, dict(OFFICE_HOURS), actor=theo, now=NOW)
    carry_out(back, theo)
    assert Proposal.objects.get().answer == "taken back"
    assert {row.terms.calendar_version.no for row in Commitment.objects.all() if row.terms} == {3}
    assert verify.run() == []


def test_carrying_goes_on_where_it_stopped_and_twice_changes_nothing(theo: Actor) -> None:
    for number in range(4):
        factories.ticket(f"Phone {number} drops the line")
    draft = edit(theo, **LONGER)
    amending.apply_amendment(draft.pk, reason="As agreed", reaches_open=True, actor=theo, now=NOW)
    first, *_ = parts = list(amending.parts(draft.pk, size=3))
    amending.carry_on(draft.pk, first, actor=theo, now=NOW)
    for keys in [first, *parts[1:], first]:  # as another worker would that had read them before
        amending.carry_on(draft.pk, keys, actor=theo, now=NOW)
    amending.finish(draft.pk, actor=theo, now=NOW)
    assert Amendment.objects.get(pk=draft.pk).changed == 8
    told = [event for event, _ in events.read(draft.calendar.subject_id) if event.kind == "amendment.carried"]  # type: ignore[union-attr]
    assert len(told) == 3
    restamped = sum(
        len([e for e, _ in events.read(t.pk) if e.kind == "commitment.restamped"]) for t in Ticket.objects.all()
    )
    assert restamped == 8


def test_an_amendment_that_begins_later_is_for_new_work_only(theo: Actor) -> None:
    draft = retarget(theo, "resolution", "P3", HOUR) if factories.ticket() else None
    assert draft is not None
    Amendment.objects.filter(pk=draft.pk).update(valid_from=NOW + DAY)
    with pytest.raises(Refused, match="new work only"):
        amending.apply_amendment(draft.pk, reason="From tomorrow", reaches_open=True, actor=theo, now=NOW)


def test_the_standard_agreement_of_the_tests_is_left_as_it_was() -> None:
    assert STANDARD["kinds"]["resolution"]["targets"]["P3"] == 24 * HOUR


def test_hours_that_never_reach_what_somebody_promised_leave_it_under_its_old_terms(theo: Actor) -> None:
    factories.agreement()
    whom, at = Whom(factories.client(cast.KESTREL)), factories.calendar()
    due = agreements_read.hours_of(at).due(NOW, 20_000 * 3600)
    given = give(Word("rebuild it", whom, due, 20_000 * 3600, at, NOW), actor=theo, now=NOW)
    carry_out(edit(theo, weekly={"mon": [["09:00", "09:10"]]}), theo)
    assert Commitment.objects.get(pk=given.pk).due_at == due
    assert not Proposal.objects.exists()
    assert verify.run() == []
