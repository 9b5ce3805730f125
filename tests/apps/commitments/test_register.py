"""The register end to end: what is promised, waited for and closed stands in the rows as its events tell it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from steadfast.apps.commitments import operations, queries
from steadfast.apps.commitments.checks import drift
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.identity.models import Party
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.verdict import Verdict, verdict
from tests import cast, factories
from tests.apps.commitments.desk import HOUR, Desk, theirs
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_a_promise_is_stamped_with_its_due_time_on_the_calendar(desk: Desk) -> None:
    row = desk.promise(at=NOW + 5 * HOUR)  # Monday 15:00, four hours on 09:00-17:00
    assert row.due_at == NOW + timedelta(days=1, hours=1)  # Tuesday 11:00
    assert row.warn_at == NOW + timedelta(days=1)  # three of the four hours
    assert (row.direction, f"{row.due_month:%Y-%m}", row.verdict) == ("ours", "2026-03", "open")


def test_the_database_refuses_an_open_promise_of_ours_without_an_owner(desk: Desk) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        desk.promise(owner=False)


def test_the_database_refuses_to_take_the_owner_away_from_an_open_promise(desk: Desk) -> None:
    row = desk.promise()
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=row.pk).update(owner=None)


def test_a_wait_takes_out_only_the_open_hours_that_it_covers(desk: Desk) -> None:
    row = desk.promise(at=NOW)  # Monday 10:00, due 14:00
    desk.wait(NOW + HOUR, until=NOW + timedelta(days=2))
    operations.end_wait(desk.subject, actor=desk.actor, now=NOW + timedelta(days=1))  # Tuesday 10:00
    assert desk.fresh(row).due_at == NOW + timedelta(days=1, hours=3)  # 1 h used Monday, 3 h left from Tuesday 10:00


def test_while_a_wait_runs_the_due_time_assumes_that_it_lasts_to_its_expiry(desk: Desk) -> None:
    row = desk.promise(at=NOW)
    desk.wait(NOW + HOUR, until=NOW + timedelta(days=1))
    assert desk.fresh(row).due_at == NOW + timedelta(days=1, hours=3)


def test_a_wait_that_is_ended_after_its_expiry_lasted_until_then(desk: Desk) -> None:
    row = desk.promise(at=NOW)
    wait = desk.wait(NOW + HOUR, until=NOW + 2 * HOUR)
    operations.end_wait(desk.subject, actor=desk.actor, now=NOW + timedelta(days=3))
    wait.refresh_from_db()
    assert (wait.until, desk.fresh(row).due_at) == (NOW + 2 * HOUR, NOW + 5 * HOUR)


def test_a_wait_for_a_supplier_does_not_stop_a_clock_whose_terms_do_not_name_it(desk: Desk) -> None:
    row = desk.promise(at=NOW)
    desk.wait(NOW + HOUR, until=NOW + timedelta(days=1), reason="supplier")
    assert desk.fresh(row).due_at == NOW + 4 * HOUR


def test_done_in_the_middle_of_a_wait_cuts_the_wait_there(desk: Desk) -> None:
    row = desk.promise(at=NOW)
    desk.wait(NOW + HOUR, until=NOW + timedelta(days=9))
    done = NOW + 2 * HOUR
    operations.fulfil(desk.fresh(row), at=done, evidence=None, actor=desk.actor, now=done)
    closed = desk.fresh(row)
    assert (closed.due_at, closed.verdict) == (NOW + 5 * HOUR, "kept")  # one hour of waiting counted, no more


def test_what_was_done_inside_a_wait_is_cut_there_when_it_is_noted_later(desk: Desk) -> None:
    row = desk.promise(at=NOW)
    desk.wait(NOW + HOUR, until=NOW + 4 * HOUR)
    noted = NOW + 3 * HOUR
    operations.end_wait(desk.subject, actor=desk.actor, now=noted)
    operations.fulfil(desk.fresh(row), at=NOW + 2 * HOUR, evidence=None, actor=desk.actor, now=noted)
    assert desk.fresh(row).due_at == NOW + 5 * HOUR
    assert list(drift.check()) == []


def test_a_second_wait_is_refused_while_one_runs(desk: Desk) -> None:
    desk.promise()
    desk.wait(NOW, until=NOW + HOUR)
    with pytest.raises(Refused, match="waiting already"):
        desk.wait(NOW, until=NOW + HOUR)


def test_a_wait_without_an_end_ahead_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="lies ahead"):
        desk.wait(NOW, until=NOW)


def test_a_request_is_nobodys_commitment_until_they_say_yes(desk: Desk) -> None:
    ours = desk.promise(at=NOW)
    wait = desk.wait(NOW + HOUR, until=NOW + timedelta(days=9))
    assert not Commitment.objects.filter(direction="theirs").exists()
    thursday = NOW + timedelta(days=3)
    draft = theirs(desk, thursday)
    answer = operations.say_yes(wait, draft, actor=desk.actor, now=NOW + 2 * HOUR)
    assert (answer.direction, answer.owner, answer.due_at) == ("theirs", desk.amara, thursday)
    assert Wait.objects.get().expires_at == thursday
    assert desk.fresh(ours).due_at == thursday + 3 * HOUR  # Thursday 10:00 and the three hours that were left


def test_they_say_yes_once(desk: Desk) -> None:
    desk.promise(at=NOW)
    wait = desk.wait(NOW, until=NOW + timedelta(days=9))
    operations.say_yes(wait, theirs(desk, NOW + timedelta(days=3)), actor=desk.actor, now=NOW)
    with pytest.raises(Refused, match="said yes already"):
        operations.say_yes(wait, theirs(desk, NOW + timedelta(days=4)), actor=desk.actor, now=NOW)


def test_a_yes_after_the_expiry_comes_too_late(desk: Desk) -> None:
    desk.promise(at=NOW)
    wait = desk.wait(NOW, until=NOW + HOUR)
    with pytest.raises(Refused, match="wait is over"):
        operations.say_yes(wait, theirs(desk, NOW + timedelta(days=3)), actor=desk.actor, now=NOW + HOUR)


def test_reopened_the_same_promise_runs_on_and_the_time_resolved_does_not_count(desk: Desk) -> None:
    row = desk.promise(at=NOW)  # due Monday 14:00
    done = NOW + HOUR
    operations.fulfil(desk.fresh(row), at=done, evidence=None, actor=desk.actor, now=done)
    again = NOW + timedelta(days=1)
    operations.reopen(desk.fresh(row), reason="It dropped again", actor=desk.actor, now=again)
    operations.record_resolved(desk.subject, since=done, actor=desk.actor, now=again)
    opened = desk.fresh(row)
    assert (opened.verdict, opened.due_at) == ("open", again + 3 * HOUR)


@pytest.mark.parametrize("closed_as", [None, "fulfilled", "released", "withdrawn", "void"])
@pytest.mark.parametrize("late", [-1, 0, 1])
def test_the_database_and_the_domain_give_the_same_verdict(desk: Desk, closed_as: str | None, late: int) -> None:
    row = desk.promise(at=NOW)
    end = row.due_at + timedelta(seconds=late)
    done = end if closed_as == "fulfilled" else None
    Commitment.objects.filter(pk=row.pk).update(closed_as=closed_as, done_at=done, closed_at=end if closed_as else None)
    expected: Verdict = verdict(due_at=row.due_at, done_at=done, closed_as=closed_as)
    assert Commitment.objects.get(pk=row.pk).verdict == expected


def test_a_client_sees_its_own_side_of_the_register_and_no_other(desk: Desk) -> None:
    row = desk.promise()
    factories.client(cast.MARLOW)
    assert list(queries.visible_to(factories.actor(desk.amara))) == [row]
    assert not queries.visible_to(factories.actor(factories.contact(cast.MARLOW))).exists()


def test_a_client_sees_neither_what_a_partner_owes_us_nor_what_we_owe_one(desk: Desk) -> None:
    bluefin = Party.objects.create(kind="partner", name=cast.PARTNER)
    for debtor, creditor in ((bluefin.pk, PRACTICE_ID), (PRACTICE_ID, bluefin.pk)):
        drafted = replace(theirs(desk, NOW + HOUR), debtor_id=debtor, creditor_id=creditor, owner_id=desk.ines.pk)
        operations.promise(desk.subject, [drafted], actor=desk.actor, now=NOW)
    assert queries.visible_to(desk.actor).count() == 2
    assert not queries.visible_to(factories.actor(desk.amara)).exists()
