"""A newer export of a source: only what differs is applied, unchanged tickets stay untouched, and an undo restores."""

import csv
import lzma
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from steadfast.apps.commitments.checks import drift
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk.checks import tickets as checked
from steadfast.apps.desk.importing import tickets
from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports.models import Batch
from steadfast.apps.imports.operations import LaterFirst
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Event
from tests import factories
from tests.apps.imports.logs import LOG, UCI, story, write

pytestmark = pytest.mark.django_db
NOW = datetime(2017, 6, 1, 9, 0, tzinfo=UTC)
EARLY = ("29/2/2016", "1/3/2016", "2/3/2016")
MONDAY = (("7/3/2016 14:00", "New"), ("7/3/2016 15:00", "Awaiting User Info"))
LATER = (*MONDAY, ("8/3/2016 15:00", "Active"), ("9/3/2016 15:00", "Resolved"), ("14/3/2016 15:00", "Closed"))
ENDS = ("commitment.reassigned", "commitment.fulfilled")  # an open one had the duty owner
COLUMNS = (
    "state", "priority", "impact", "urgency", "team", "owner", "opened_at", "resolved_at", "closed_at",
    "first_closed_at", "reopened", "reassigned", "next_due_at", "source_kept", "source_reopened", "source_digest",
)  # fmt: skip
PROMISE = ("due_at", "first_due_at", "felt_due_at", "done_at", "closed_as", "verdict", "waiting_since", "priority")


def bring(folder: Path, rows: Iterable[str], name: str = "log.csv") -> Batch:
    return bring_file(write(folder, rows, name))


def bring_file(path: Path, mapping: Any = UCI) -> Batch:
    prepared = tickets.prepare(tickets.Source(path=path, mapping=mapping), now=NOW)
    return Batch.objects.get(pk=tickets.bring_in(prepared, actor=SYSTEM, clock=lambda: NOW))


def undo(batch: Batch) -> None:
    tickets.undo(batch.pk, actor=SYSTEM, clock=lambda: NOW)


def standing() -> dict[str, tuple[Any, ...]]:
    """Return what is seen of every ticket, its promise and its waits, by key."""
    found: dict[str, tuple[Any, ...]] = {}
    for row in Ticket.objects.filter(batch__state="shown").order_by("source_key"):
        promises = Commitment.objects.filter(subject_id=row.pk, batch__state="shown").exclude(closed_as="void")
        waits = Wait.objects.filter(subject_id=row.pk).order_by("pk").values_list("reason", "since", "until")
        lasting = [wait for wait in waits if wait[1] != wait[2]]
        columns = tuple(getattr(row, name) for name in COLUMNS)
        found[row.source_key] = (columns, list(promises.values_list(*PROMISE)), lasting)
    return found


def clean() -> None:
    assert [str(found) for found in (*drift.check(), *checked.check())] == []


@pytest.fixture(autouse=True)
def practice() -> None:
    factories.practice()


def test_a_ticket_whose_history_grew_gets_its_new_rows_and_its_promise_follows(tmp_path: Path) -> None:
    bring(tmp_path, [*story("INC1", *MONDAY), *story("INC2", *LATER)])
    known, events = Ticket.objects.get(source_key="INC1"), Event.objects.count()
    untouched = Ticket.objects.get(source_key="INC2")
    batch = bring(tmp_path, [*story("INC1", *LATER), *story("INC2", *LATER), *story("INC3", *MONDAY)], "newer.csv")
    assert (batch.counts["tickets"], batch.counts["grown"], batch.counts["unchanged"]) == (1, 1, 1)
    assert batch.counts["rows_added"] == 3
    row = Ticket.objects.get(pk=known.pk)
    assert (row.state, row.version) == ("closed", known.version + 1)
    promise = Commitment.objects.get(subject_id=row.pk)
    assert (promise.closed_as, promise.done_at) == ("fulfilled", datetime(2016, 3, 14, 15, 0, tzinfo=UTC))
    assert Wait.objects.get(subject_id=row.pk).until == datetime(2016, 3, 8, 15, 0, tzinfo=UTC)
    assert Ticket.objects.get(pk=untouched.pk).version == untouched.version
    of_known = Event.objects.filter(subject_id=row.pk, pk__gt=Event.objects.order_by("pk")[events - 1].pk)
    kinds = list(of_known.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["ticket.source_grew", *["ticket.source_row"] * 3, "wait.ended", *ENDS]
    clean()


def test_it_ends_as_if_the_newer_export_had_been_the_first(tmp_path: Path) -> None:
    path, part = tmp_path / "whole.csv", tmp_path / "part.csv"
    with lzma.open(LOG, "rt", encoding="ascii") as file:
        lines = list(islice(file, 2_500))
    path.write_text("".join(lines))
    early = [row for row in csv.reader(lines[1:]) if row[13].split()[0] in EARLY]
    part.write_text(lines[0] + "".join(",".join(row) + "\n" for row in early))
    bring_file(part)
    before = standing()
    batch = bring_file(path)
    assert batch.counts["grown"] > 10
    after = standing()
    clean()
    undo(batch)
    assert standing() == before
    clean()
    for one in Batch.objects.exclude(state="undone"):
        undo(one)
    bring_file(path)
    assert standing() == after


def test_a_log_that_begins_later_than_the_last_one_goes_on_from_what_is_known(tmp_path: Path) -> None:
    bring(tmp_path, story("INC1", *LATER[:3]))
    bring(tmp_path, story("INC1", *LATER[2:], opened_at=LATER[0][0]), "newer.csv")
    row = Ticket.objects.get(source_key="INC1")
    assert row.state == "closed"
    assert Event.objects.filter(subject_id=row.pk, kind="ticket.source_row").count() == 5
    clean()


def test_a_reopening_in_a_newer_export_reopens_the_promise_and_a_wait_restamps_it(tmp_path: Path) -> None:
    bring(tmp_path, story("INC1", *LATER))
    more = (*LATER, ("15/3/2016 15:00", "Active"), ("16/3/2016 15:00", "Awaiting Vendor"))
    bring(tmp_path, story("INC1", *more), "newer.csv")
    row = Ticket.objects.get(source_key="INC1")
    assert (row.state, row.reopened, row.closed_at) == ("waiting", 1, None)
    assert row.first_closed_at is not None
    clean()


def test_a_priority_that_promises_nothing_makes_the_promise_void_and_the_next_one_promises_again(
    tmp_path: Path,
) -> None:
    bring(tmp_path, story("INC1", *MONDAY))
    line = story("INC1", ("8/3/2016 14:00", "Active"), opened_at=MONDAY[0][0], priority="1 - Critical")
    bring(tmp_path, [*story("INC1", *MONDAY), *line], "critical.csv")
    assert [row.verdict for row in Commitment.objects.all()] == ["void"]
    clean()
    again = story("INC1", ("9/3/2016 14:00", "Active"), opened_at=MONDAY[0][0])
    bring(tmp_path, [*story("INC1", *MONDAY), *line, *again], "moderate.csv")
    assert sorted(row.verdict for row in Commitment.objects.all()) == ["open", "void"]
    clean()


def test_a_ticket_that_vanished_is_reported_and_stays(tmp_path: Path) -> None:
    bring(tmp_path, [*story("INC1", *MONDAY), *story("INC2", *MONDAY)])
    batch = bring(tmp_path, story("INC1", *MONDAY), "newer.csv")
    assert batch.counts["vanished"] == 1
    assert Ticket.objects.filter(source_key="INC2").exists()


def test_undoing_follows_the_order_of_the_imports_of_one_source(tmp_path: Path) -> None:
    first = bring(tmp_path, story("INC1", *MONDAY))
    before = standing()
    second = bring(tmp_path, story("INC1", *LATER), "newer.csv")
    with pytest.raises(LaterFirst, match="undo that one first"):
        undo(first)
    undo(second)
    assert standing() == before
    again = bring(tmp_path, story("INC1", *LATER), "newer.csv")
    assert Ticket.objects.get(source_key="INC1").state == "closed"
    clean()
    Batch.objects.filter(pk=again.pk).update(state="applying")
    with pytest.raises(LaterFirst, match="being applied"):
        undo(first)


def test_who_works_on_a_ticket_keeps_it_where_the_practice_leads(tmp_path: Path) -> None:
    bring(tmp_path, story("INC1", *MONDAY))
    row = Ticket.objects.get(source_key="INC1")
    Ticket.objects.filter(pk=row.pk).update(source_told=(row.source_told or 0) - 1)  # as if something came after
    batch = bring(tmp_path, story("INC1", *LATER), "newer.csv")
    assert (batch.counts["kept"], batch.counts["grown"]) == (1, 0)
    assert Ticket.objects.get(pk=row.pk).state == "waiting"
