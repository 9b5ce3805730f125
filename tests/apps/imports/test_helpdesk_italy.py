"""An event log in which the first row opens the ticket, values are bare numbers and closing comes by itself."""

from datetime import UTC, date, datetime
from pathlib import Path

import holidays
import pytest

from steadfast.apps.clients.models import Client
from steadfast.apps.commitments.checks import drift
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.checks import tickets as checked
from steadfast.apps.desk.importing import tickets
from steadfast.apps.desk.importing.log.cut import Cut
from steadfast.apps.desk.importing.log.history import Change, Span, TicketHistory
from steadfast.apps.desk.importing.log.read import read
from steadfast.apps.desk.models import Ticket
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Event
from tests import factories
from tests.apps.imports.italy import HELPDESK_ITALY, HOLIDAYS, LOG, YEARS, line, needs_log, write

NOW = datetime(2014, 6, 1, 9, 0, tzinfo=UTC)
STORY = [
    line("2012-10-22T07:00:00+00:00", "Assign seriousness", resource="Value 7"),
    line("2012-10-22T07:30:00+00:00", "Take in charge ticket", resource="Value 2"),
    line("2012-10-24T12:00:00+00:00", "Wait", resource="Value 2"),
    line("2012-10-29T09:00:00+00:00", "Take in charge ticket", resource="Value 3"),
    line("2012-10-29T16:00:00+00:00", "Resolve ticket", resource="Value 3"),
    line("2012-11-13T16:00:01+00:00", "Closed", resource="Value 5"),
]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def only(folder: Path, rows: list[str], cut: Cut = Cut()) -> TicketHistory:  # noqa: B008 - frozen
    (ticket,) = read(write(folder, rows), HELPDESK_ITALY, cut).tickets
    return ticket


def bring(folder: Path, rows: list[str]) -> Ticket:
    factories.practice()
    source = tickets.Source(path=write(folder, rows), mapping=HELPDESK_ITALY)
    tickets.bring_in(tickets.prepare(source, now=NOW), actor=SYSTEM, clock=lambda: NOW)
    return Ticket.objects.select_related("owner", "team", "client", "subject").get(source_key="Case 1")


def test_the_first_row_opens_the_ticket_and_closing_says_nothing_of_its_owner(tmp_path: Path) -> None:
    ticket = only(tmp_path, STORY)
    assert ticket.opened_at == at("2012-10-22T07:00:00")
    assert (ticket.owner, ticket.owned_since) == ("Agent 3", at("2012-10-29T09:00:00"))
    assert [row.by for row in ticket.rows][-1] == "Agent 5"
    assert ticket.waits == (Span("client", at("2012-10-24T12:00:00"), at("2012-10-29T09:00:00")),)
    assert (ticket.resolved_at, ticket.closed_at) == (at("2012-10-29T16:00:00"), at("2012-11-13T16:00:01"))
    assert (ticket.client, ticket.team, ticket.title) == (
        "Customer 1",
        "Workgroup 1",
        "Product 1, Service type 1 (Case 1)",
    )
    assert (ticket.source_kept, ticket.source_reopened, ticket.source_reassigned) == (None, None, None)


def test_what_an_activity_says_nothing_of_goes_on(tmp_path: Path) -> None:
    rows = [*STORY[:3], line("2012-10-25T08:00:00+00:00", "Assign seriousness", seriousness_2="Value 4")]
    ticket = only(tmp_path, rows)
    assert (ticket.phase, ticket.waits[0].until) == ("waiting", None)
    assert ticket.priorities[1] == Change(at("2012-10-25T08:00:00"), "P1")


def test_several_activities_of_one_second_are_played_in_the_order_of_the_file(tmp_path: Path) -> None:
    second = "2012-10-22T07:00:00+00:00"
    steps = ("Assign seriousness", "Take in charge ticket", "Wait", "Resolve ticket", "Take in charge ticket")
    ticket = only(tmp_path, [line(second, activity) for activity in steps])
    assert (ticket.phase, ticket.reopened) == ("in progress", 1)
    assert [span.reason for span in ticket.waits] == ["client", "resolved"]


def test_a_row_of_the_developers_tracker_changes_nothing_of_the_ticket_and_is_kept_aside(tmp_path: Path) -> None:
    foreign = {"seriousness_2": "Value 3", "customer": "Value 285", "workgroup": "Value 3"}
    ticket = only(tmp_path, [*STORY, line("2012-11-14T09:00:00+00:00", "VERIFIED", **foreign)])
    assert (ticket.client, ticket.priority, ticket.team, ticket.phase) == ("Customer 1", "P2", "Workgroup 1", "closed")
    assert dict(ticket.rows[-1].aside) == {
        "impact": 3,
        "urgency": 2,
        "priority": "P4",
        "client": "Customer 285",
        "team": "Workgroup 3",
    }


def test_the_hour_that_the_wall_shows_twice_stays_two_hours_and_a_shift_moves_hours_on_the_wall(
    tmp_path: Path,
) -> None:
    rows = [line("2012-10-28T00:30:00+00:00", "Insert ticket"), line("2012-10-28T01:30:00+00:00", "Resolve ticket")]
    ticket = only(tmp_path, rows)
    assert ticket.resolved_at is not None
    assert (ticket.resolved_at - ticket.opened_at).total_seconds() == 3600
    cut = Cut(until=date(2012, 10, 22))
    assert [row.line for row in only(tmp_path, STORY, cut).rows] == [2, 3]


@pytest.mark.django_db
def test_it_is_promised_on_italian_hours_without_the_lunch_break_and_pauses_while_the_client_is_asked(
    tmp_path: Path,
) -> None:
    ticket = bring(tmp_path, STORY)
    row = Commitment.objects.get(subject_id=ticket.pk)
    # 40 h of eight a day from Monday 09:00 in Rome, asked Wednesday 14:00 to Monday 10:00, clocks put back on Sunday:
    # Mon 8 h, Tue 8 h, Wed 4 h, Mon 7 h, Tue 8 h, and on Wednesday 5 h, of which one after lunch
    assert row.due_at == at("2012-10-31T14:00:00")
    assert row.felt_due_at == at("2012-10-26T16:00:00")
    assert (row.done_at, row.verdict, row.priority) == (at("2012-10-29T16:00:00"), "kept", "P2")
    assert row.terms is not None
    assert row.terms.calendar_version is not None
    assert row.terms.calendar_version.body["holiday_names"]["2012-04-09"] == "Easter Monday"


@pytest.mark.django_db
def test_each_activity_is_told_in_its_own_word_and_verify_finds_nothing(tmp_path: Path) -> None:
    foreign = line("2012-11-14T09:00:00+00:00", "VERIFIED", customer="Value 285", workgroup="Value 3")
    ticket = bring(tmp_path, [*STORY, foreign])
    told = Event.objects.filter(subject_id=ticket.pk, kind="ticket.source_row").order_by("id")
    assert [event.data["activity"] for event in told][2:] == [
        "Wait",
        "Take in charge ticket",
        "Resolve ticket",
        "Closed",
        "VERIFIED",
    ]
    assert told.last().data["aside"] == {"client": "Customer 285", "team": "Workgroup 3"}  # type: ignore[union-attr]
    assert sorted(Client.objects.values_list("party__name", flat=True)) == ["Customer 1", "Customer 285"]
    assert (ticket.reassigned, ticket.source_reassigned) == (0, None)
    assert [str(found) for found in (*drift.check(), *checked.check())] == []


def test_the_holidays_are_the_rows_that_are_suggested_for_italy() -> None:
    suggested = holidays.country_holidays("IT", years=YEARS, language="en_US")
    assert {day.isoformat(): name for day, name in suggested.items()} == HOLIDAYS


@needs_log
def test_the_whole_log_gives_the_known_counts() -> None:
    log = read(LOG, HELPDESK_ITALY)
    whole = log.tickets
    assert (len(whole), log.rows, sum(len(t.rows) for t in whole)) == (4_580, 21_348, 21_348)
    said = {v for t in whole for r in t.rows for f, v in (*r.changes, *r.aside) if f == "client"}
    assert (len({t.client for t in whole} | said), len({t.client for t in whole})) == (397, 394)
    assert (sum(t.reopened for t in whole), sum(t.reopened > 0 for t in whole)) == (161, 152)
    open_still = [t.key for t in whole if t.resolved_at is None]
    assert len(open_still) == 12  # eleven that never resolve, and one that was taken up again
    assert "Case 2436" in open_still
    assert sum(t.first_closed_at is None for t in whole) == 21
