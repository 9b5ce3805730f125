"""The sums of a week and of the bill are those of the rows, added up by a statement of their own."""

from datetime import date, timedelta

from django.db import connection

from steadfast.apps.hours import operations
from steadfast.apps.hours.models import Entry
from steadfast.apps.hours.operations import Work
from steadfast.apps.hours.queries import week
from steadfast.apps.identity.models import Person
from steadfast.foundation import verify
from tests.apps.desk.desk import Desk, at

MONDAY = date(2026, 3, 2)
SQL = """SELECT COALESCE(SUM(e.minutes), 0) FROM hours_entry e WHERE e.person_id = %s AND e.day BETWEEN %s AND %s
AND NOT EXISTS (SELECT 1 FROM hours_entry newer WHERE newer.replaces_id = e.id)"""


def summed(person: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(SQL, [person, MONDAY, MONDAY + timedelta(days=6)])
        return int(cursor.fetchone()[0])


def test_a_week_adds_up_after_corrections(desk: Desk) -> None:
    ticket = desk.open()
    for no in range(9):
        for who in (desk.ines, desk.kofi):
            work = Work(MONDAY + timedelta(days=no - 1), 7 + 11 * no, ticket if no % 2 else None, note=str(no))
            made = operations.book(work, how="typed", actor=who, now=at(2, "18:00"))
            if no == 3:
                changed = Work(work.day, 200, ticket)
                operations.correct(made.pk, changed, why="it was longer", actor=who, now=at(3, "08:00"))
            if no == 5:
                operations.take_away(made.pk, why="twice", actor=who, now=at(3, "08:00"))
    for who in (desk.ines, desk.kofi):
        person = Person.objects.get(pk=who.person_id)
        shown = week.week_of(person, MONDAY, at(3, "09:00")).booked
        assert shown == summed(person.pk) * 60 == (18 + 29 + 200 + 51 + 73 + 84) * 60


def test_verify_names_an_entry_that_was_altered_by_hand(desk: Desk) -> None:
    ticket = desk.open()
    made = [
        operations.book(Work(MONDAY, 10 + no, ticket, note="Looked"), how="typed", actor=desk.ines, now=at(2, "18:00"))
        for no in range(3)
    ]
    operations.correct(made[0].pk, Work(MONDAY, 40, ticket), why="longer", actor=desk.ines, now=at(3, "08:00"))
    operations.settle([made[1].pk], reason="goodwill", actor=desk.kofi, now=at(3, "08:00"))
    assert list(verify.run(["time entries"])) == []
    Entry.objects.filter(pk=made[2].pk).update(minutes=480)
    Entry.objects.filter(pk=made[1].pk).update(stands=True)
    found = [str(finding) for finding in verify.run(["time entries"])]
    assert len(found) == 2 and f"entry {made[2].pk}: its minutes is 480, its event says 12" in found
