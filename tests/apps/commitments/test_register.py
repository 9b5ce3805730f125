"""The register end to end: what is promised, waited for and closed stands in the rows as its events tell it."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from steadfast.apps.commitments import operations, queries
from steadfast.apps.commitments.checks import drift, terms
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.operations import Draft
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.stamp import stamp, stamp_promise
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.commitment.verdict import Verdict, verdict
from steadfast.foundation.models import Subject
from steadfast.foundation.subjects import open_subject
from tests import cast, factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class Desk:
    """One subject of Kestrel Dental with Ines as owner, and short words for what is done to it."""

    def __init__(self) -> None:
        self.client = factories.client(cast.KESTREL)
        self.ines, self.kofi = factories.member(cast.INES), factories.member(cast.KOFI)
        self.actor = factories.actor(self.ines)
        self.amara = factories.contact(cast.KESTREL)
        self.version = factories.agreement()
        self.calendar = factories.calendar()
        self.subject: Subject = open_subject("ticket", "Practice software drops the line", self.client.chain_id)

    def promise(self, kind: str = "resolution", at: datetime = NOW, owner: bool = True) -> Commitment:
        clause = clauses.read(self.version.body).terms(kind, "P1")
        assert clause is not None
        draft = Draft(
            kind=kind,
            what="Practice software holds the line",
            debtor_id=1,
            creditor_id=self.client.pk,
            terms=operations.settle(clause, self.calendar, self.version),
            promised_at=at,
            stamp=stamp(clause, queries.hours_of(self.calendar), at),
            owner_id=self.ines.pk if owner else None,
            client_id=self.client.pk,
            priority="P1",
        )
        return operations.promise(self.subject, [draft], actor=self.actor, now=at)[0]

    def wait(self, at: datetime, until: datetime, reason: str = "client") -> Wait:
        return operations.begin_wait(
            self.subject,
            reason=reason,
            words="the list of lines",
            expires_at=until,
            on_person_id=self.amara.pk,
            actor=self.actor,
            now=at,
        )

    def fresh(self, row: Commitment) -> Commitment:
        return Commitment.objects.select_related("subject", "terms__calendar_version").get(pk=row.pk)


@pytest.fixture
def desk() -> Desk:
    return Desk()


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


def theirs(desk: Desk, due: datetime) -> Draft:
    terms = Terms(kind="answer", target_s=None)
    return Draft(
        kind="answer",
        what="Amara Ruiz sends the list of lines",
        debtor_id=desk.client.pk,
        creditor_id=1,
        terms=operations.settle(terms, desk.calendar, None),
        promised_at=NOW,
        stamp=stamp_promise(terms, queries.hours_of(desk.calendar), NOW, due),
        owner_id=desk.amara.pk,
        client_id=desk.client.pk,
    )


def test_reopened_the_same_promise_runs_on_and_the_time_resolved_does_not_count(desk: Desk) -> None:
    row = desk.promise(at=NOW)  # due Monday 14:00
    done = NOW + HOUR
    operations.fulfil(desk.fresh(row), at=done, evidence=None, actor=desk.actor, now=done)
    again = NOW + timedelta(days=1)
    operations.reopen(desk.fresh(row), reason="It dropped again", actor=desk.actor, now=again)
    operations.record_resolved(desk.subject, since=done, actor=desk.actor, now=again)
    opened = desk.fresh(row)
    assert (opened.verdict, opened.due_at) == ("open", again + 3 * HOUR)


def test_every_row_is_what_its_events_tell(desk: Desk) -> None:
    row = desk.promise(at=NOW)
    desk.promise("first response", at=NOW)
    desk.wait(NOW + HOUR, until=NOW + timedelta(days=2))
    operations.end_wait(desk.subject, actor=desk.actor, now=NOW + timedelta(days=1))
    operations.reassign(desk.fresh(row), owner_id=desk.kofi.pk, actor=desk.actor, now=NOW + timedelta(days=1))
    done = NOW + timedelta(days=1, hours=1)
    operations.fulfil(desk.fresh(row), at=done, evidence=None, actor=desk.actor, now=done)
    assert list(drift.check()) == []
    assert list(terms.check()) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("due_at = '2030-01-01 00:00:00+00:00'", "due_at"),
        ("moves = 3", "moves"),
        ("due_month = '2020-01-01'", "due_month"),
    ],
)
def test_a_row_that_somebody_altered_by_hand_is_named(desk: Desk, change: str, named: str) -> None:
    row = desk.promise(at=NOW)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE commitments_commitment SET {change} WHERE id = %s", [row.pk])
    found = [str(finding) for finding in drift.check()]
    assert any(f"C-{row.pk} (resolution on" in text and named in text for text in found)


def test_a_wait_altered_by_hand_is_named(desk: Desk) -> None:
    desk.promise(at=NOW)
    wait = desk.wait(NOW + HOUR, until=NOW + timedelta(days=2))
    Wait.objects.filter(pk=wait.pk).update(since=NOW)
    assert any("wait on subject" in str(finding) for finding in drift.check())


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
