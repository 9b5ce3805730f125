"""A bad row keeps a file of tickets out; left out by choice it takes its ticket along, and the rest comes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from steadfast.apps.desk.importing import kind, tickets
from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.kinds import SKIP, Run
from steadfast.apps.imports.models import Batch
from steadfast.config.command import import_tickets
from steadfast.foundation.actor import SYSTEM
from tests import factories
from tests.apps.imports.logs import UCI, line, story, write

NOW = datetime(2016, 6, 1, 9, 0, tzinfo=UTC)
GOOD = story("INC1", ("7/3/2016 14:00", "New"), ("9/3/2016 15:00", "Resolved"), ("14/3/2016 15:00", "Closed"))
BAD = [*story("INC2", ("8/3/2016 14:00", "New")), line(number="INC2", opened_at="8/3/2016 14:00", impact="9 - None")]
LOG = [*GOOD, *BAD, line(number="INC3", sys_updated_at="never")]


@pytest.fixture(autouse=True)
def practice(db: None) -> None:
    factories.practice()


def prepared(folder: Path, rows: list[str], *, skip: bool, name: str = "log.csv") -> tickets.Prepared:
    source = tickets.Source(path=write(folder, rows, name), mapping=UCI, skip_bad_rows=skip)
    return tickets.prepare(source, now=NOW)


def bring(folder: Path, rows: list[str], *, skip: bool, name: str = "log.csv") -> int:
    return tickets.bring_in(prepared(folder, rows, skip=skip, name=name), actor=SYSTEM, clock=lambda: NOW)


def keys() -> list[str]:
    return sorted(Ticket.objects.values_list("source_key", flat=True))


def test_a_plan_names_each_bad_row(tmp_path: Path) -> None:
    run = Run(path=write(tmp_path, LOG), name="log.csv", mapping=UCI)
    planned = kind.TICKETS.plan(run, progress=lambda done, of: None, now=NOW)
    assert [(one.row, one.field, one.value) for one in planned.refused] == [
        (6, "impact", "9 - None"),
        (7, "sys_updated_at", "never"),
    ]
    counts = planned.counts
    assert (counts["new"], counts["refused"], counts["rows_along_refused"]) == (1, 2, 1)
    assert (counts["rows_read"], counts["events"], counts["rows_after_cut"], counts["rows_left_out"]) == (6, 3, 0, 0)


def test_without_the_choice_nothing_is_imported(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="row 6, column impact"):
        bring(tmp_path, LOG, skip=False)
    assert not Batch.objects.exists()


def test_by_choice_the_good_tickets_come_and_the_bad_ones_later(tmp_path: Path) -> None:
    number = bring(tmp_path, LOG, skip=True)
    assert keys() == ["INC1"]
    assert Batch.objects.get(pk=number).counts["refused"] == 2
    mended = [*GOOD, BAD[0], line(number="INC3")]
    bring(tmp_path, mended, skip=False, name="next.csv")
    assert keys() == ["INC1", "INC2", "INC3"]


def test_a_known_ticket_with_a_bad_row_stays_as_it_is_and_is_none_that_vanished(tmp_path: Path) -> None:
    bring(tmp_path, [*GOOD, BAD[0]], skip=False)
    found = prepared(tmp_path, LOG, skip=True, name="next.csv")
    assert (found.same, found.changed, found.vanished) == ({"INC1"}, frozenset(), frozenset())


def test_where_nothing_is_good_the_choice_imports_nothing(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="row 3, column impact"):
        bring(tmp_path, BAD, skip=True)


def test_what_is_wrong_with_the_file_as_a_whole_is_no_bad_row(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="row 2"):
        prepared(tmp_path, [line() + ",more"], skip=True)


def test_a_resumed_draft_remembers_the_choice(tmp_path: Path) -> None:
    run = Run(path=write(tmp_path, LOG), name="log.csv", mapping=UCI, options={SKIP: True})
    kind.TICKETS.bring_in(run, actor=SYSTEM, clock=lambda: NOW, progress=lambda done, of: None)
    assert keys() == ["INC1"]


def test_the_command_lists_them_and_imports_by_the_choice(tmp_path: Path) -> None:
    path = write(tmp_path, LOG)
    report, lines = import_tickets.bring_in(path, UCI, dry=True, skip_bad_rows=False)
    assert [one["row"] for one in report["refused_rows"]] == [6, 7]
    assert "2 rows cannot be read and are left out with their tickets." in lines
    with pytest.raises(Fault, match="2 rows cannot be read; --skip-bad-rows leaves that out"):
        import_tickets.bring_in(path, UCI, dry=False, skip_bad_rows=False)
    report, _ = import_tickets.bring_in(path, UCI, dry=False, skip_bad_rows=True)
    assert (report["tickets"], report["refused"], keys()) == (1, 2, ["INC1"])
