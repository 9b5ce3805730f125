"""A newer export of tickets that are known, one row each: what the plan says of a changed field is what is written."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from steadfast.apps.desk.checks import tickets as checked
from steadfast.apps.desk.importing import kind, tickets
from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports.kinds import Run
from steadfast.apps.imports.mapping import read
from steadfast.apps.imports.models import Batch
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Event
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
MAPPING = read(
    """
name = "sheet"
rows = "tickets"
[columns]
key = "Number"
title = "Title"
state = "State"
priority = "Priority"
impact = "Impact"
urgency = "Urgency"
opened_at = "Opened"
at = "Changed"
first_response_at = "Answered"
client = "Client"
contact = "Contact"
team = "Team"
owner = "Owner"
channel = "Channel"
category = "Category"
subcategory = "Subcategory"
kept = "Kept"
reopened = "Reopened"
[states]
Open = "in progress"
Held = { waiting = "client" }
""",
    "sheet.toml",
)
USUAL = {
    "Number": "H-1",
    "Title": "Printer is silent",
    "State": "Open",
    "Priority": "P3",
    "Impact": "2",
    "Urgency": "2",
    "Opened": "2026-11-02T09:00:00Z",
    "Changed": "2026-11-02T10:00:00Z",
    "Answered": "",
    "Client": "Kestrel Dental",
    "Contact": "Amara Ruiz",
    "Team": "Desk",
    "Owner": "Ines",
    "Channel": "mail",
    "Category": "Print",
    "Subcategory": "Paper",
    "Kept": "",
    "Reopened": "0",
}
ANSWERED = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
CHANGES = [
    ("Title", "Printer prints again", "subject.title", "Printer prints again"),
    ("State", "Held", "state", "waiting"),
    ("Priority", "P2", "priority", "P2"),
    ("Impact", "1", "impact", 1),
    ("Urgency", "1", "urgency", 1),
    ("Answered", "2026-11-02T09:30:00Z", "first_response_at", ANSWERED),
    ("Contact", "Lena Brandt", "contact.name", "Lena Brandt"),
    ("Team", "Field", "team.name", "Field"),
    ("Owner", "Kofi", "source_owner", "Kofi"),
    ("Channel", "phone", "channel", "phone"),
    ("Category", "Paper", "category", "Paper / Paper"),
    ("Subcategory", "Toner", "category", "Print / Toner"),
    ("Reopened", "1", "source_reopened", 1),
]


@pytest.fixture(autouse=True)
def practice() -> None:
    factories.practice()


def write(folder: Path, **cells: str) -> Path:
    said = {**USUAL, **cells}
    path = folder / "sheet.csv"
    path.write_text(",".join(said) + "\n" + ",".join(said.values()) + "\n", encoding="utf-8")
    return path


def planned(path: Path) -> Any:
    run = Run(path=path, name=path.name, mapping=MAPPING, source="sheet")
    return kind.TICKETS.plan(run, progress=lambda done, of: None, now=NOW)


def bring(path: Path) -> Batch:
    prepared = tickets.prepare(tickets.Source(path=path, mapping=MAPPING), now=NOW)
    return Batch.objects.get(pk=tickets.bring_in(prepared, actor=SYSTEM, clock=lambda: NOW))


def said(name: str) -> Any:
    row: Any = Ticket.objects.select_related("subject", "contact", "team").get()
    for part in name.split("."):
        row = getattr(row, part)
    return row


def clean() -> None:
    assert [str(found) for found in checked.check()] == []


@pytest.mark.parametrize(("column", "text", "name", "value"), CHANGES, ids=[change[0] for change in CHANGES])
def test_what_changed_in_a_row_is_planned_brought_known_and_taken_back(
    column: str, text: str, name: str, value: Any, tmp_path: Path
) -> None:
    bring(write(tmp_path))
    before = said(name)
    assert before != value
    newer = write(tmp_path, **{column: text})
    assert planned(newer).counts["changed"] == 1
    batch = bring(newer)
    assert (batch.counts["grown"], said(name)) == (1, value)
    clean()
    again = write(tmp_path, **{column: text, "Number": " H-1"})  # another file that says the same
    counts = planned(again).counts
    assert (counts["changed"], counts["same"], counts["new"]) == (0, 1, 0)
    tickets.undo(batch.pk, actor=SYSTEM, clock=lambda: NOW)
    assert said(name) == before
    clean()


def test_a_title_is_brought_alone_and_beside_a_state(tmp_path: Path) -> None:
    bring(write(tmp_path))
    bring(write(tmp_path, Title="Scanner hums", State="Held"))
    assert (said("subject.title"), said("state")) == ("Scanner hums", "waiting")
    event = Event.objects.get(kind="ticket.source_grew")
    assert "Scanner" not in str(event.data)  # sealed, as every title in an event
    bring(write(tmp_path, Title="Scanner is silent", State="Held"))
    assert said("subject.title") == "Scanner is silent"
    clean()


@pytest.mark.parametrize(("column", "text"), [("Client", "Old Mill Bakery"), ("Opened", "2026-11-01T09:00:00Z")])
def test_what_an_import_never_moves_is_no_change_in_the_plan_either(column: str, text: str, tmp_path: Path) -> None:
    bring(write(tmp_path))
    counts = planned(newer := write(tmp_path, **{column: text})).counts
    batch = bring(newer)
    assert counts["changed"] == batch.counts["grown"]


def test_a_changed_ticket_shows_what_stands_here_beside_what_the_row_says(tmp_path: Path) -> None:
    bring(write(tmp_path))
    (row,) = planned(write(tmp_path, Title="Printer prints again", State="Held")).sample
    cells = {name: (here, there) for name, here, there in row.cells}
    assert cells["title"] == ("Printer is silent", "Printer prints again")
    assert cells["state"] == ("in progress", "waiting client")
    assert cells["owner"] == ("Ines", "Ines")
    assert [name for name, (here, there) in cells.items() if here != there] == ["title", "state"]
