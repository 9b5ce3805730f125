"""The migration report: rows, counters and verdicts beside the source's, and a reason that holds for each."""

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from steadfast.apps.desk.importing import tickets
from steadfast.apps.imports.mapping import read
from steadfast.apps.imports.models import Batch
from steadfast.apps.reporting.queries.migration import report
from steadfast.config.command import import_report, practice
from steadfast.config.command.answer import BadInput
from steadfast.foundation.actor import SYSTEM, Actor
from tests import cast, factories
from tests.apps.imports import italy
from tests.apps.imports.italy import HELPDESK_ITALY
from tests.apps.imports.logs import UCI, line, story, write

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 6, 1, 9, 0, tzinfo=UTC)
# 62 h of nine a day from Monday 14:00 are used up on Tuesday of the week after at 22:00
OPENED, DUE_DAY = "7/3/2016 14:00", "15/3/2016"
MONDAY_15 = "7/3/2016 15:00"  # from here the 62 h end on Tuesday at 23:00, as the calendar closes


def bring(folder: Path, rows: Sequence[str], name: str = "log.csv", **more: Any) -> Batch:
    factories.practice()
    source = tickets.Source(path=write(folder, rows, name), mapping=UCI, **more)
    key = tickets.bring_in(tickets.prepare(source, now=NOW), actor=SYSTEM, clock=lambda: NOW)
    return Batch.objects.get(pk=key)


def nora() -> Actor:
    return factories.actor(factories.member(cast.NORA))


def told(batch: Batch, what: str = "verdict") -> dict[str, tuple[str, str, str, str]]:
    found = report.all_told(batch, what, nora(), now=NOW)
    return {d.ticket.source_key: (d.source, d.ours, d.reason.short, d.reason.words) for d in found}


def closing(number: str, closed: str, said: str, *before: tuple[str, str], **cells: str) -> list[str]:
    """Return a ticket whose flag is true until a closing row that says `said`."""
    rows = story(number, (OPENED, "New"), *before, opened_at=cells.pop("opened_at", OPENED), **cells)
    opened = {"opened_at": cells.get("opened_at", OPENED)}
    return [
        *rows,
        line(number=number, sys_updated_at=closed, incident_state="Closed", made_sla=said, **opened, **cells),
    ]


def test_a_flag_that_nobody_set_anew_after_the_due_time_is_stale(tmp_path: Path) -> None:
    batch = bring(tmp_path, closing("INC1", "18/3/2016 10:00", "true", ("8/3/2016 10:00", "Resolved")))
    source, ours, short, words = told(batch)["INC1"]
    assert (source, ours, short) == ("kept", "broken", "source flag stale: closed after its own due time")
    assert "of Tue 8 Mar 2016 10:00, lies before the due time Tue 15 Mar 2016 22:00" in words
    assert "the row of Fri 18 Mar 2016 10:00 that ended the clock carries its flag on as it was" in words


def test_a_target_used_up_as_the_calendar_closed_is_kept_by_working_time_and_late_by_the_due_time(
    tmp_path: Path,
) -> None:
    rows = story("INC1", (MONDAY_15, "New"), ("16/3/2016 09:00", "Closed"))
    source, ours, short, words = told(bring(tmp_path, rows))["INC1"]
    assert (source, ours, short) == ("kept", "broken", "used the target up exactly at closing time")
    assert "used its 62 h up at the very moment the calendar closed, Tue 15 Mar 2016 23:00" in words


def test_a_source_that_looked_again_after_the_due_time_and_still_says_kept_is_not_called_stale(tmp_path: Path) -> None:
    rows = closing("INC1", "18/3/2016 10:00", "true", ("8/3/2016 10:00", "Resolved"), ("17/3/2016 10:00", "Resolved"))
    assert told(bring(tmp_path, rows))["INC1"][2] == "resolved in time, closed late"


def test_a_flag_that_fell_before_the_due_time_tells_of_another_calendar(tmp_path: Path) -> None:
    _, ours, short, words = told(bring(tmp_path, closing("INC1", f"{DUE_DAY} 14:00", "false")))["INC1"]
    assert (ours, short) == ("kept", "calendar or target differs")
    assert "with 8 h of open hours left until it fell due Tue 15 Mar 2016 22:00" in words


def test_a_second_closing_after_the_due_time_is_named(tmp_path: Path) -> None:
    first = closing("INC1", "10/3/2016 14:00", "true")
    cells = {"number": "INC1", "opened_at": OPENED, "reopen_count": "1"}
    again = [
        line(sys_updated_at="11/3/2016 14:00", incident_state="Active", **cells),
        line(sys_updated_at="21/3/2016 14:00", incident_state="Closed", made_sla="false", **cells),
    ]
    source, ours, short, words = told(bring(tmp_path, [*first, *again]))["INC1"]
    assert (source, ours, short) == ("broken", "kept", "closed again after it fell due")
    assert "closed again Mon 21 Mar 2016 14:00" in words


WHOLE = """
name = "one row each"
rows = "tickets"
dates = { zone = "Europe/London" }
columns = { key = "no", opened_at = "opened", resolved_at = "done", closed_at = "closed", kept = "sla" }
defaults = { impact = 2, urgency = 2, priority = "P2", client = "Kestrel Dental" }
[agreement]
name = "a day"
[agreement.calendar]
zone = "Europe/London"
mon = "09:00-17:00"
tue = "09:00-17:00"
[agreement.resolution]
starts = "opened"
stops = "resolved"
pauses_on = ["resolved"]
targets = { P2 = "8 h" }
"""


def test_a_ticket_of_one_row_that_was_closed_late_is_not_said_to_have_been_reopened(tmp_path: Path) -> None:
    """A whole ticket proves no reopening: it was resolved in time, and the source counts to the closing."""
    factories.practice()
    path = tmp_path / "whole.csv"
    path.write_text("no,opened,done,closed,sla\n7,2016-03-07 09:00,2016-03-07 12:00,2016-03-15 10:00,no\n")
    source = tickets.Source(path=path, mapping=read(WHOLE, "whole.toml"))
    key = tickets.bring_in(tickets.prepare(source, now=NOW), actor=SYSTEM, clock=lambda: NOW)
    _, ours, short, words = told(Batch.objects.get(pk=key))["7"]
    assert (ours, short) == ("kept", "resolved in time, closed after it fell due")
    assert "resolved in time, Mon 7 Mar 2016 12:00, and closed Tue 15 Mar 2016 10:00" in words
    assert "reopened" not in words


def test_a_source_whose_clock_ran_on_while_the_ticket_waited_is_named(tmp_path: Path) -> None:
    """Asked on Monday, answered a week later: kept because our clock rested."""
    factories.practice()
    path = tmp_path / "events.csv"
    path.write_text(
        "no,at,state,sla\n7,2016-03-07 09:00,New,no\n7,2016-03-07 10:00,Asked,no\n"
        "7,2016-03-14 10:00,Work,no\n7,2016-03-14 11:00,Resolved,no\n7,2016-03-14 11:30,Closed,no\n"
    )
    mapping = (
        WHOLE.replace('rows = "tickets"', 'rows = "events"')
        .replace('opened_at = "opened", resolved_at = "done", closed_at = "closed"', 'at = "at", state = "state"')
        .replace('["resolved"]', '["client", "resolved"]')
        .replace("[agreement]\n", '[states]\nNew = "new"\nAsked = { waiting = "client" }\nWork = "in progress"\n'
                 'Resolved = "resolved"\nClosed = "closed"\n[agreement]\n')
    )  # fmt: skip
    source = tickets.Source(path=path, mapping=read(mapping, "events.toml"))
    key = tickets.bring_in(tickets.prepare(source, now=NOW), actor=SYSTEM, clock=lambda: NOW)
    _, ours, short, words = told(Batch.objects.get(pk=key))["7"]
    assert (ours, short) == ("kept", "waits did not stop its clock")
    assert "Had no wait stopped the clock it fell due Mon 7 Mar 2016 17:00" in words


def test_where_no_rule_holds_that_is_said(tmp_path: Path) -> None:
    rows = closing("INC1", "18/3/2016 10:00", "true", ("17/3/2016 10:00", "Active"))
    assert told(bring(tmp_path, rows))["INC1"][2] == "no rule found"


def test_counters_of_the_source_stand_beside_ours_and_the_row_is_named_where_they_part(tmp_path: Path) -> None:
    rows = [
        line(number="INC1", reassignment_count="0"),
        line(number="INC1", sys_updated_at="7/3/2016 15:00", reassignment_count="2"),
        line(number="INC1", sys_updated_at="7/3/2016 16:00", reassignment_count="3", assignment_group="Group 2"),
        line(number="INC2", reopen_count="1", reassignment_count="0"),
        line(number="INC3", reassignment_count="0"),
        line(number="INC3", sys_updated_at="7/3/2016 16:00", reassignment_count="0", assignment_group="?"),
    ]
    batch = bring(tmp_path, rows)
    found = report.of_batch(batch, nora(), now=NOW)
    assert [(one.what, one.agree, one.differ, one.silent) for one in found.beside] == [
        ("verdict", 0, 0, 3),
        ("reopened", 2, 1, 0),
        ("reassigned", 1, 2, 0),
    ]
    passed = told(batch, "reassigned")
    assert passed["INC1"][:3] == ("3", "1", "counter rises, same team")
    assert passed["INC1"][3] == "Row 3 raises the counter by 2 and names Group 1, as the row before."
    assert passed["INC3"][:3] == ("0", "1", "team changes, counter stands")
    assert told(batch, "reopened")["INC2"][3] == "Its rows leave resolved or closed 0 times; the source counts 1."


def test_what_was_left_out_is_counted_in_rows_with_its_reason(tmp_path: Path) -> None:
    first = closing("INC1", "8/3/2016 14:00", "true")
    bring(tmp_path, first)
    batch = bring(tmp_path, [*first, *closing("INC2", "8/3/2016 14:00", "true")], "more.csv")
    found = report.of_batch(batch, nora(), now=NOW)
    assert found.rows_read == 4
    assert found.skipped == [("of tickets that an earlier import brought already", 2)]
    assert batch.counts["events"] == 2


def test_a_source_without_verdicts_says_so_on_its_page(tmp_path: Path, client: Client) -> None:
    factories.practice()
    path = italy.write(tmp_path, [italy.line("2012-10-22T07:00:00+00:00", "Insert ticket")])
    prepared = tickets.prepare(tickets.Source(path=path, mapping=HELPDESK_ITALY), now=NOW)
    key = tickets.bring_in(prepared, actor=SYSTEM, clock=lambda: NOW)
    assert report.of_batch(Batch.objects.get(pk=key), nora(), now=NOW).silent
    client.force_login(factories.member(cast.NORA).user)  # type: ignore[arg-type]
    assert "This source gives no verdict and no counter" in client.get(f"/imports/{key}/").content.decode()


def test_the_page_leads_to_the_ticket_and_the_file_says_the_same(tmp_path: Path, client: Client) -> None:
    batch = bring(tmp_path, closing("INC1", "18/3/2016 10:00", "true", ("8/3/2016 10:00", "Resolved")))
    client.force_login(factories.member(cast.NORA).user)  # type: ignore[arg-type]
    page = client.get(f"/imports/{batch.pk}/").content.decode()
    assert 'href="/tickets/1/"' in page
    assert "1 × source flag stale" in page
    assert f'href="/imports/{batch.pk}/"' in client.get("/imports/").content.decode()
    sent = b"".join(client.get(f"/imports/{batch.pk}/differences.csv").streaming_content).decode()  # type: ignore[attr-defined]
    header, row = sent.splitlines()
    assert header.startswith("ticket,source_number,title,client")
    assert row.startswith("T-1,INC1,")
    assert client.get(f"/imports/{batch.pk}/?of=nonsense").status_code == 404


def test_an_undone_import_keeps_its_report_and_shows_no_ticket(tmp_path: Path, client: Client) -> None:
    batch = bring(tmp_path, closing("INC1", "18/3/2016 10:00", "true"))
    tickets.undo(batch.pk, actor=SYSTEM, clock=lambda: NOW)
    client.force_login(factories.member(cast.NORA).user)  # type: ignore[arg-type]
    page = client.get(f"/imports/{batch.pk}/").content.decode()
    assert "It was undone" in page
    assert "INC1" not in page


def test_the_file_of_differences_costs_the_same_number_of_statements_for_one_and_for_many(
    tmp_path: Path, client: Client
) -> None:
    one = bring(tmp_path, closing("INC0", "18/3/2016 10:00", "true"))
    many = bring(tmp_path, [row for n in range(1, 9) for row in closing(f"INC{n}", "18/3/2016 10:00", "true")], "m.csv")
    client.force_login(factories.member(cast.NORA).user)  # type: ignore[arg-type]
    queries = []
    for batch, lines in ((one, 2), (one, 2), (many, 9)):  # terms are read once in the life of a process
        with CaptureQueriesContext(connection) as asked:
            answer: Any = client.get(f"/imports/{batch.pk}/differences.csv")
            assert len(b"".join(answer.streaming_content).decode().splitlines()) == lines
        queries.append(len(asked))
    assert queries[1] == queries[2]


def test_the_report_costs_the_same_number_of_statements_for_one_difference_and_for_many(
    tmp_path: Path,
) -> None:
    one = bring(tmp_path, closing("INC0", "18/3/2016 10:00", "true", ("8/3/2016 10:00", "Resolved")))
    rows = [
        row for n in range(1, 31) for row in closing(f"INC{n}", "18/3/2016 10:00", "true", ("8/3/2016 10:00", "New"))
    ]
    many = bring(tmp_path, rows, "many.csv")
    who, queries = nora(), []
    report.of_batch(one, who, now=NOW)  # terms are read once in the life of a process
    for batch in (one, many):
        with CaptureQueriesContext(connection) as asked:
            report.of_batch(batch, who, now=NOW)
        queries.append(len(asked))
    assert queries == [8, 8]


@pytest.mark.parametrize("words", [[], ["1"]])
def test_the_command_prints_the_same_as_text_and_as_json(
    tmp_path: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(practice, "open_existing", lambda: None)
    batch = bring(tmp_path, closing("INC1", "18/3/2016 10:00", "true", ("8/3/2016 10:00", "Resolved")))
    number = [str(batch.pk)] if words else []
    assert import_report.run(asked(number)) == 0
    text = capsys.readouterr().out
    assert "kept or broken: 0 agree, 1 differ" in text
    assert "T-1 INC1 P3 verdict: source kept, ours broken: source flag stale" in text
    import_report.run(asked([*number, "--json"]))
    document = json.loads(capsys.readouterr().out)
    assert (document["import"], document["read"]["rows_read"], document["verdicts"]["differ"]) == (batch.pk, 3, 1)
    assert [(one["source_number"], one["compared"]) for one in document["differences"]] == [("INC1", "verdict")]


@pytest.mark.parametrize("number", ["0", "x", "99999999999999999999", "²"])
def test_an_import_that_is_not_there_is_bad_input(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.practice()
    monkeypatch.setattr(practice, "open_existing", lambda: None)
    with pytest.raises(BadInput, match=f"there is no import {number}"):
        import_report.run(asked([number]))


def asked(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    import_report.arguments(parser)
    return parser.parse_args(words)
