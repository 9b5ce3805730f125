"""`steadfast verify` of the register: nothing after honest work, and each alteration by hand by the name of its row."""

import pytest
from django.db import connection

from steadfast.apps.commitments import operations
from steadfast.apps.commitments.checks import drift, terms
from steadfast.apps.commitments.models import Commitment, Terms, Wait
from steadfast.foundation import triggers
from steadfast.foundation.models import Subject
from steadfast.foundation.subjects import open_subject
from tests.apps.commitments.desk import DAY, HOUR, Desk
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def altered(statement: str, *values: int) -> list[str]:
    """Run a statement behind our back and return what the check says then."""
    assert list(drift.check()) == []
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    return [str(finding) for finding in drift.check()]


def test_every_row_is_what_its_events_tell(desk: Desk) -> None:
    row = desk.promise(at=NOW)
    desk.promise("first response", at=NOW)
    desk.wait(NOW + HOUR, until=NOW + 2 * DAY)
    operations.end_wait(desk.subject, actor=desk.actor, now=NOW + DAY)
    operations.reassign(desk.fresh(row), owner_id=desk.kofi.pk, actor=desk.actor, now=NOW + DAY)
    desk.done(row, at=NOW + DAY + HOUR)
    assert list(drift.check()) == []
    assert list(terms.check()) == []


def test_a_promise_reopened_twice_after_several_waits_is_what_its_events_tell(desk: Desk) -> None:
    row = desk.promise(at=NOW)  # Monday 10:00, four hours
    for begun in (NOW + HOUR, NOW + 3 * HOUR):
        desk.wait(begun, until=begun + 3 * HOUR)
        operations.end_wait(desk.subject, actor=desk.actor, now=begun + HOUR)
    desk.done(row, at=NOW + 4 * HOUR)  # two of the four hours used
    desk.reopened(row, since=NOW + 4 * HOUR, at=NOW + DAY)
    desk.done(row, at=NOW + DAY + HOUR)
    desk.reopened(row, since=NOW + DAY + HOUR, at=NOW + 2 * DAY)
    again = desk.fresh(row)
    assert (again.due_at, again.first_due_at) == (NOW + 2 * DAY + HOUR, NOW + 4 * HOUR)
    assert list(drift.check()) == []


def test_a_void_promise_keeps_the_due_time_that_it_had(desk: Desk) -> None:
    row = desk.promise(at=NOW)
    desk.wait(NOW + HOUR, until=NOW + DAY)
    operations.void(desk.fresh(row), reason="entered twice", actor=desk.actor, now=NOW + 2 * HOUR)
    assert list(drift.check()) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("due_at = '2030-01-01 00:00:00+00:00'", "due_at"),
        ("moves = 3", "moves"),
        ("due_month = '2020-01-01'", "due_month"),
        ("waiting_since = '2026-03-02 10:00:00+00:00'", "waiting_since"),
        ("direction = 'inside'", "direction"),
        ("client_id = NULL", "client_id"),
        ("what = 'something less'", "what"),
        ("evidence_event_id = (SELECT min(id) FROM foundation_event)", "evidence_event"),
    ],
)
def test_a_row_that_somebody_altered_by_hand_is_named(desk: Desk, change: str, named: str) -> None:
    row = desk.promise(at=NOW)
    found = altered(f"UPDATE commitments_commitment SET {change} WHERE id = %s", row.pk)
    assert any(f"C-{row.pk} (resolution on" in text and named in text for text in found)


def test_a_promise_that_somebody_took_away_is_missed(desk: Desk) -> None:
    row = desk.promise(at=NOW)
    found = altered("DELETE FROM commitments_commitment WHERE id = %s", row.pk)
    assert found == [f"C-{row.pk} (resolution on {desk.subject.label}): its events tell of it, its row is gone"]


def test_a_promise_that_somebody_wrote_in_has_no_events(desk: Desk) -> None:
    other: Subject = open_subject("ticket", "Second scanner", desk.client.chain_id)
    row = desk.promise(at=NOW)
    found = altered("UPDATE commitments_commitment SET subject_id = %s", other.pk)
    assert len(found) == 2
    assert f"C-{row.pk} (resolution on {other.label}): its events do not tell its life" in found[1]


@pytest.mark.parametrize("promised", [True, False])
def test_a_wait_altered_by_hand_is_named_once(desk: Desk, promised: bool) -> None:
    if promised:
        desk.promise(at=NOW)
    wait = desk.wait(NOW + HOUR, until=NOW + 2 * DAY)
    Wait.objects.filter(pk=wait.pk).update(since=NOW)
    found = [str(finding) for finding in drift.check()]
    assert [text.partition(":")[0] for text in found] == [f"wait on {desk.subject.label}"]


def test_terms_that_cannot_be_read_any_more_are_named_with_every_promise_under_them(desk: Desk) -> None:
    row = desk.promise(at=NOW)
    triggers.remove()
    Terms.objects.update(body={})
    triggers.install()
    assert "cannot be read" in str(next(iter(terms.check())))
    assert [str(finding) for finding in drift.check()] == [
        f"C-{row.pk} (resolution on {desk.subject.label}): its terms cannot be read: KeyError('pauses_on')"
    ]


def test_the_check_reads_on_where_its_first_piece_ends(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drift, "CHUNK", 1)
    open_subject("ticket", "Nothing was promised on it", desk.client.chain_id)
    desk.subject = open_subject("ticket", "Second scanner", desk.client.chain_id)
    row = desk.promise(at=NOW)
    Commitment.objects.filter(pk=row.pk).update(moves=3)
    assert [str(finding) for finding in drift.check()] == [
        f"C-{row.pk} (resolution on {desk.subject.label}): moves is 3, its events say 0"
    ]
