"""A log that nobody has seen before is imported by writing a mapping, and nothing else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from steadfast.apps.commitments.checks import drift
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk.checks import tickets as checked
from steadfast.apps.desk.importing import tickets
from steadfast.apps.desk.importing.log.read import read as read_log
from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.mapping import Mapping, named, read
from steadfast.foundation.actor import SYSTEM
from tests import factories
from tests.apps.imports import italy

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
EVENTS = """
name = "made up"
titles = ["{title}"]
[file]
null = ["-", "none"]
[dates]
formats = ["%d.%m.%Y %H:%M %z"]
zone = "Europe/Berlin"
[columns]
key = "Vorgang"
at = "Zeit"
state = "Schritt"
title = "Betreff"
owner = "Bearbeiter"
[defaults]
client = "Old Mill Bakery"
impact = 2
urgency = 2
priority = "P3"
[states]
neu = "new"
"in Arbeit" = "in progress"
"wartet auf Lieferant" = { waiting = "supplier" }
fertig = "closed"
[agreement]
name = "three hours"
[agreement.calendar]
zone = "Europe/Berlin"
mon = "09:00-17:00"
tue = "09:00-17:00"
[agreement.resolution]
stops = "closed"
pauses_on = ["supplier"]
[agreement.resolution.targets]
P3 = "3 h"
"""
TOLD = """Vorgang;Betreff;Zeit;Bearbeiter;Schritt
7;Ofen kalt;16.11.2026 09:00 +0100;-;neu
7;Ofen kalt;16.11.2026 08:30 +0000;Ines;in Arbeit
7;Ofen kalt;16.11.2026 10:00 +0100;Ines;wartet auf Lieferant
7;Ofen kalt;16.11.2026 15:00 +0100;Ines;in Arbeit
7;Ofen kalt;17.11.2026 09:30 +0100;Ines;fertig
"""
WHOLE = """
name = "whole"
rows = "tickets"
optional = ["team"]
[dates]
formats = ["iso"]
zone = "America/New_York"
[columns]
key = "id"
title = "summary"
client = "account"
opened_at = "created"
first_response_at = "answered"
resolved_at = "solved"
closed_at = "closed"
at = "touched"
state = "status"
priority = "level"
team = "queue"
[values.priority]
urgent = "P1"
"*" = "P3"
[defaults]
impact = 2
urgency = 2
[states]
open = "new"
doing = "in progress"
pending = { waiting = "client" }
done = "resolved"
gone = "closed"
"""
HEAD = "id,summary,account,created,answered,solved,closed,touched,status,level\n"


def bring(folder: Path, text: str, mapping: Mapping, name: str = "log") -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    prepared = tickets.prepare(tickets.Source(path=path, mapping=mapping), now=NOW)
    tickets.bring_in(prepared, actor=SYSTEM, clock=lambda: NOW)


def clean() -> None:
    assert [str(found) for found in (*drift.check(), *checked.check())] == []


@pytest.fixture(autouse=True)
def practice() -> None:
    factories.practice()


def test_one_row_for_each_event_with_offsets_and_one_client_for_all(tmp_path: Path) -> None:
    bring(tmp_path, TOLD, read(EVENTS, "made-up.toml"))
    row = Ticket.objects.select_related("client", "subject").get()
    assert (row.client.name, row.subject.title, row.contact, row.team) == ("Old Mill Bakery", "Ofen kalt", None, None)
    assert row.opened_at == datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
    assert row.source_owner == "Ines"
    promise = Commitment.objects.get()  # one hour on Monday, waiting from 10 to 15, two more hours
    assert (promise.due_at, promise.verdict) == (datetime(2026, 11, 16, 16, 0, tzinfo=UTC), "kept late")
    clean()


def test_one_row_for_each_ticket_gives_the_steps_that_it_proves(tmp_path: Path) -> None:
    rows = [
        "1,Printer,Kestrel Dental,2026-11-02T09:00,2026-11-02T09:20,2026-11-03T10:00,2026-11-05T10:00,,gone,urgent",
        "2,Phone,Marlow Freight,2026-11-02T09:00:00+01:00,,,,2026-11-04T12:00,pending,low",
        "3,Screen,,2026-11-02T09:00,,,,,open,low",
        "4,Till,Kestrel Dental,2026-11-02T09:00,,2026-11-02T11:00,,,done,low",
    ]
    bring(tmp_path, HEAD + "\n".join(rows) + "\n", read(WHOLE, "whole.toml"))
    one, two, three, four = Ticket.objects.select_related("client").order_by("source_key")
    assert (one.state, one.priority) == ("closed", "P1")
    assert one.first_response_at == datetime(2026, 11, 2, 14, 20, tzinfo=UTC)
    assert (one.resolved_at, one.closed_at) == (
        datetime(2026, 11, 3, 15, 0, tzinfo=UTC),
        datetime(2026, 11, 5, 15, 0, tzinfo=UTC),
    )
    assert two.opened_at == datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
    assert Wait.objects.get(subject_id=two.pk).since == datetime(2026, 11, 4, 17, 0, tzinfo=UTC)
    assert (three.state, three.client.name) == ("new", "No client recorded")
    assert (four.state, four.closed_at) == ("resolved", None)
    clean()


def test_a_newer_export_of_whole_tickets_adds_the_steps_since(tmp_path: Path) -> None:
    mapping = read(WHOLE, "whole.toml")
    at = "1,Printer,Kestrel Dental,2026-11-02T09:00,{},low\n"
    steps = [
        ",,,2026-11-03T12:00,pending",
        ",,,2026-11-04T12:00,doing",
        ",2026-11-05T12:00,,2026-11-05T12:00,done",
        ",,,2026-11-06T12:00,doing",
        ",2026-11-09T12:00,2026-11-10T12:00,2026-11-10T12:00,gone",
    ]
    states = []
    for number, step in enumerate(steps):
        bring(tmp_path, HEAD + at.format(step), mapping, f"{number}.csv")
        states.append(Ticket.objects.get().state)
        clean()
    assert states == ["waiting", "in progress", "resolved", "in progress", "closed"]
    row = Ticket.objects.get()
    assert (row.reopened, row.resolved_at) == (1, datetime(2026, 11, 9, 17, 0, tzinfo=UTC))
    waits = Wait.objects.order_by("pk").values_list("reason", "until")
    assert list(waits) == [
        ("client", datetime(2026, 11, 4, 17, 0, tzinfo=UTC)),
        ("resolved", datetime(2026, 11, 6, 17, 0, tzinfo=UTC)),
    ]


def test_a_ticket_that_stands_in_two_rows_is_refused_by_row(tmp_path: Path) -> None:
    row = "1,Printer,Kestrel Dental,2026-11-02T09:00,,,,,open,low\n"
    with pytest.raises(Fault, match=r"row 3, column id: '1' stands in row 2 already"):
        bring(tmp_path, HEAD + row + row, read(WHOLE, "whole.toml"))
    assert not Ticket.objects.exists()


def test_a_column_that_is_not_there_is_named_with_what_there_is(tmp_path: Path) -> None:
    there = r"the file has Vorgang, Zeitt, Schritt, Betreff, Bearbeiter; did you mean"
    with pytest.raises(Fault, match=rf"row 1, column Zeit: is missing; {there}"):
        bring(tmp_path, "Vorgang,Zeitt,Schritt,Betreff,Bearbeiter\n1,2,3,4,5\n", read(EVENTS, "made-up.toml"))


def test_several_columns_that_are_not_there_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="3 columns are missing: Schritt, Betreff, Bearbeiter; the file has Vorgang, Zeit"):
        bring(tmp_path, "Vorgang,Zeit\n1,2\n", read(EVENTS, "made-up.toml"))


def test_a_column_in_two_formats_of_dates_is_refused_where_it_changes(tmp_path: Path) -> None:
    mixed = EVENTS.replace('["%d.%m.%Y %H:%M %z"]', '["%d/%m/%Y", "%m/%d/%Y"]')
    rows = "Vorgang;Betreff;Zeit;Bearbeiter;Schritt\n7;a;3/4/2026;-;neu\n7;a;4/13/2026;-;fertig\n"
    with pytest.raises(Fault, match=r"row 3, column Zeit: '4/13/2026' is not a date like 29/02/2016, as those before"):
        bring(tmp_path, rows, read(mixed, "made-up.toml"))


def test_jira_s_export_is_read_by_its_own_mapping(tmp_path: Path) -> None:
    text = (
        "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Priority,Assignee,Reporter,Created,"
        "Updated,Resolved,Labels,Labels,Status Category\n"
        '"Oven, cold",HIT-1,10001,Incident,Done,HIT,Harbor IT,High,Ines,Lena Brandt,16/Nov/26 9:00 AM,'
        "17/Nov/26 4:05 PM,17/Nov/26 4:00 PM,a,b,Done\n"
        "Till,HIT-2,10002,Task,Blocked,HIT,Harbor IT,Lowest,,Lena Brandt,16/Nov/26 9:00 AM,16/Nov/26 1:00 PM,,,,"
        "In Progress\n"
    )
    bring(tmp_path, text, named("jira"))
    done, doing = Ticket.objects.select_related("subject", "contact").order_by("source_key")
    assert (done.source_key, done.subject.title, done.state, done.priority) == ("HIT-1", "Oven, cold", "closed", "P2")
    assert done.resolved_at == datetime(2026, 11, 17, 16, 0, tzinfo=UTC)
    assert (doing.state, doing.priority, doing.category) == ("in progress", "P4", "Task")
    assert doing.contact is not None
    clean()


@italy.needs_log
def test_both_files_of_the_italian_desk_tell_the_same_tickets() -> None:
    mapping = named("helpdesk-italy")
    text = read_log(italy.LOG, mapping)
    events = read_log(italy.LOG.with_name("helpdesk.xes.gz"), mapping)
    assert [(one.key, one.rows, one.priorities, one.waits) for one in text.tickets] == [
        (one.key, one.rows, one.priorities, one.waits) for one in events.tickets
    ]
    assert (text.rows, events.rows) == (21_348, 21_348)
