"""Recurring tickets open once for each day and client, whatever runs twice, dies or was down."""

from datetime import UTC, date, datetime, timedelta

import pytest

from steadfast.apps.automation import tasks
from steadfast.apps.automation.models import CheckItem, Recurrence, RecurrenceTime
from steadfast.apps.automation.operations import checklists, recurring
from steadfast.apps.automation.operations.checklists import Kept
from steadfast.apps.automation.queries import recurring as recurrences
from steadfast.apps.clients.models import Client
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Job
from tests import cast, factories
from tests.apps.access.rows.automation import recurrence
from tests.apps.desk.desk import Desk
from tests.apps.desk.pages import browser, read, source, words

WEEK = timedelta(weeks=1)
MONDAY = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)  # the first Monday after it was kept


@pytest.fixture
def row(desk: Desk) -> Recurrence:
    return recurrence(factories.client(cast.KESTREL))


def outcomes() -> list[tuple[str, str]]:
    return [(f"{one.day:%d %b}", one.outcome) for one in RecurrenceTime.objects.order_by("day", "client")]


def test_it_opens_on_its_day_and_once_however_often_it_is_asked(row: Recurrence) -> None:
    assert row.next_at == MONDAY
    assert recurrences.due(MONDAY - timedelta(seconds=1)) == []
    assert recurrences.due(MONDAY) == [row.pk]
    assert recurring.open_due(row.pk, now=MONDAY) == 1
    Recurrence.objects.update(considered_at=factories.NOW, next_at=MONDAY)  # as if the worker had been killed here
    assert recurring.open_due(row.pk, now=MONDAY + timedelta(minutes=2)) == 0
    ticket = Ticket.objects.get()
    assert (ticket.subject.title, ticket.client_id, ticket.category) == (
        "Try a restore",
        row.clients.get().pk,
        "backup",
    )
    assert outcomes() == [("09 Mar", "made")]
    assert Recurrence.objects.get().next_at == MONDAY + WEEK
    note = Message.objects.get()
    assert (note.kind, note.by, note.text) == ("inside", "Recurring tickets", "Take last night’s backup.")


def test_after_a_week_down_one_is_opened_and_named_late(row: Recurrence) -> None:
    back = MONDAY + 2 * WEEK + timedelta(days=1)
    assert recurring.open_due(row.pk, now=back) == 1
    assert outcomes() == [("09 Mar", "missed"), ("16 Mar", "missed"), ("23 Mar", "late")]
    assert Message.objects.get().text.startswith("Planned for 2026-03-23, opened late.")
    told = read(cast.THEO, f"/automation/recurring/{row.pk}/", back)
    assert "missed, as a later one was due too" in told
    assert "opened late" in told


def test_what_was_paused_is_not_made_up_for(row: Recurrence, desk: Desk) -> None:
    by = {"actor": desk.theo}
    recurring.pause(row.pk, paused=True, now=MONDAY - WEEK, **by)  # type: ignore[arg-type]
    assert recurrences.due(MONDAY + WEEK) == []
    recurring.pause(row.pk, paused=False, now=MONDAY + WEEK + timedelta(hours=1), **by)  # type: ignore[arg-type]
    assert Recurrence.objects.get().next_at == MONDAY + 2 * WEEK
    assert recurring.open_due(row.pk, now=MONDAY + 2 * WEEK) == 1
    assert outcomes() == [("23 Mar", "made")]


def test_each_client_gets_one_but_who_is_no_longer_served(row: Recurrence) -> None:
    gone = factories.client(cast.OLD_MILL)
    row.clients.add(factories.client(cast.MARLOW), gone)
    Client.objects.filter(pk=gone.pk).update(retired_at=factories.NOW)
    assert recurring.open_due(row.pk, now=MONDAY) == 2
    assert Ticket.objects.filter(client=gone).count() == 0


def test_its_checklist_stands_on_the_ticket(desk: Desk) -> None:
    kept = checklists.keep(None, Kept(name="Restore", lines="! Read a file back"), actor=SYSTEM, now=factories.NOW)
    row = recurrence(factories.client(cast.KESTREL), checklist_id=kept.pk)
    recurring.open_due(row.pk, now=MONDAY)
    assert CheckItem.objects.get().words == "Read a file back"


def test_what_could_never_come_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="never come"):
        recurrence(factories.client(cast.KESTREL), ends=factories.NOW.date())


def typed(**other: object) -> dict[str, object]:
    said = {
        "title": "Try a restore",
        "clients": [factories.client(cast.KESTREL).pk],
        "kind": "request",
        "impact": "3",
        "urgency": "3",
        "team": factories.team().pk,
        "unit": "last working day",
        "every": "1",
        "at": "08:00",
        "calendar": factories.calendar().calendar_id,
        "holiday": "after",
        "begins": f"{clock.now().date():%Y-%m-%d}",
    }
    return {**said, **other}


def test_the_page_shows_the_next_dates_before_anything_is_kept(desk: Desk) -> None:
    theo = browser(cast.THEO)
    looked = theo.post("/automation/recurring/new/", typed(act="look", title="", begins="2031-03-01"))
    assert looked.status_code == 200
    told = words(looked.content.decode())
    assert all(day in told for day in ("31 Mar 2031", "30 Apr 2031", "30 May 2031"))
    assert not Recurrence.objects.exists()
    wrong = theo.post("/automation/recurring/new/", typed(unit="week"))
    assert (wrong.status_code, "Choose at least one day of the week." in words(wrong.content.decode())) == (422, True)
    assert theo.post("/automation/recurring/new/", typed(begins="2031-03-01")).status_code == 302
    row = Recurrence.objects.get()
    assert row.next_at == datetime(2031, 3, 31, 7, 0, tzinfo=UTC)  # summer time in London
    page = words(theo.get(f"/automation/recurring/{row.pk}/").content.decode())
    assert "Try a restore" in page
    assert theo.post(f"/automation/recurring/{row.pk}/edit/", typed(title="Try two restores")).status_code == 302
    assert Recurrence.objects.get().title == "Try two restores"
    assert "Try two restores" in words(browser(cast.INES).get("/automation/").content.decode())


def test_what_is_ended_comes_no_more_and_its_tickets_stay(row: Recurrence, desk: Desk) -> None:
    recurring.open_due(row.pk, now=MONDAY)
    theo = browser(cast.THEO)
    page = theo.get(f"/automation/recurring/{row.pk}/").content.decode()
    assert "<details><summary>End it for ever …</summary><form" in page  # one press by mistake ends nothing
    assert theo.post(f"/automation/recurring/{row.pk}/remove/").status_code == 302
    assert recurrences.due(MONDAY + WEEK) == []
    assert theo.get(f"/automation/recurring/{row.pk}/").status_code == 404
    assert "comes no more" in words(theo.get("/automation/").content.decode())
    assert "Try a restore" not in words(theo.get("/automation/").content.decode())
    assert Ticket.objects.count() == 1


def test_one_that_cannot_be_opened_keeps_no_other_from_its_turn(
    row: Recurrence, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = recurrence(factories.client(cast.MARLOW))
    opened, ran = recurring.open_due, []

    def fails(key: int, *, now: datetime) -> int:
        if key == row.pk:
            raise RuntimeError("its calendar is broken")
        ran.append(key)
        return opened(key, now=now)

    monkeypatch.setattr(recurring, "open_due", fails)
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    assert (tasks.open_recurring.func(), tasks.open_recurring.func()) == (1, 0)
    assert ran == [other.pk]
    job = Job.objects.get()  # one however often it failed: it tries again, and stands on the page of care in the end
    assert (job.task, job.args["args"]) == ("steadfast.apps.automation.tasks.open_one", [row.pk])


def test_a_client_whose_ticket_fails_keeps_no_other_client_from_theirs(
    row: Recurrence, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = factories.client(cast.KESTREL), factories.client(cast.MARLOW)
    row.clients.set([first, second])
    ticket = recurring._ticket

    def fails(row: Recurrence, client: Client, day: date, *, late: bool, now: datetime) -> Ticket:
        if client == first:
            raise RuntimeError("no")
        return ticket(row, client, day, late=late, now=now)

    monkeypatch.setattr(recurring, "_ticket", fails)
    with pytest.raises(RuntimeError):
        recurring.open_due(row.pk, now=MONDAY)
    assert list(Ticket.objects.values_list("client", flat=True)) == [second.pk]
    monkeypatch.setattr(recurring, "_ticket", ticket)
    assert recurring.open_due(row.pk, now=MONDAY + timedelta(minutes=1)) == 1
    assert outcomes() == [("09 Mar", "made"), ("09 Mar", "made")]


def test_a_new_one_begins_on_the_reader_s_own_day(desk: Desk) -> None:
    Person.objects.filter(pk=desk.theo.person_id).update(zone="Pacific/Auckland")
    form = source(cast.THEO, "/automation/recurring/new/", datetime(2026, 3, 2, 12, 0, tzinfo=UTC))
    assert 'name="begins" value="2026-03-03"' in form  # it is one in the morning there
