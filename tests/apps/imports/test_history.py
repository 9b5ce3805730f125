"""A ticket's rows become its history: phases, waits, reopenings, owners, in the order of the file."""

import itertools
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steadfast.apps.desk.importing.log.cut import Cut
from steadfast.apps.desk.importing.log.history import Span, TicketHistory
from steadfast.apps.desk.importing.log.phases import DONE, Phases
from steadfast.apps.desk.importing.log.read import read
from tests.apps.imports.logs import LOG, UCI, line, story, write


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=UTC)


def only(folder: Path, rows: list[str], cut: Cut = Cut()) -> TicketHistory:  # noqa: B008 - frozen
    (ticket,) = read(write(folder, rows), UCI, cut).tickets
    return ticket


def test_a_run_of_waiting_rows_is_one_wait_and_a_new_reason_begins_another(tmp_path: Path) -> None:
    ticket = only(
        tmp_path,
        story(
            "INC1",
            ("7/3/2016 14:00", "New"),
            ("7/3/2016 15:00", "Awaiting User Info"),
            ("7/3/2016 16:00", "Awaiting User Info"),
            ("8/3/2016 10:00", "Awaiting Vendor"),
            ("8/3/2016 12:00", "Active"),
        ),
    )
    assert ticket.waits == (
        Span("client", at("7/3/2016 15:00"), at("8/3/2016 10:00")),
        Span("supplier", at("8/3/2016 10:00"), at("8/3/2016 12:00")),
    )
    assert ticket.phase == "in progress"


def test_a_wait_that_lasts_has_no_end(tmp_path: Path) -> None:
    ticket = only(tmp_path, story("INC1", ("7/3/2016 14:00", "New"), ("7/3/2016 15:00", "Awaiting Evidence")))
    assert ticket.waits == (Span("evidence", at("7/3/2016 15:00"), None),)


def test_the_time_between_resolving_and_reopening_is_a_wait_of_its_own_and_the_first_closing_is_kept(
    tmp_path: Path,
) -> None:
    ticket = only(
        tmp_path,
        story(
            "INC1",
            ("7/3/2016 14:00", "Active"),
            ("7/3/2016 15:00", "Resolved"),
            ("9/3/2016 15:00", "Closed"),
            ("10/3/2016 15:00", "Active"),
            ("11/3/2016 15:00", "Resolved"),
            ("14/3/2016 15:00", "Closed"),
            ("14/3/2016 16:00", "Closed"),
        ),
    )
    assert ticket.reopened == 1
    assert ticket.waits == (Span("resolved", at("7/3/2016 15:00"), at("10/3/2016 15:00")),)
    assert ticket.waited == 0
    assert ticket.first_closed_at == at("9/3/2016 15:00")
    assert (ticket.resolved_at, ticket.closed_at) == (at("11/3/2016 15:00"), at("14/3/2016 15:00"))


def test_closed_without_resolved_counts_as_resolved_then(tmp_path: Path) -> None:
    ticket = only(tmp_path, story("INC1", ("7/3/2016 14:00", "New"), ("7/3/2016 15:00", "Closed")))
    assert ticket.resolved_at == ticket.closed_at == at("7/3/2016 15:00")


def test_an_unknown_state_leaves_the_phase_as_it_was(tmp_path: Path) -> None:
    ticket = only(
        tmp_path,
        story(
            "INC1", ("7/3/2016 14:00", "Awaiting Vendor"), ("7/3/2016 15:00", "-100"), ("7/3/2016 16:00", "Resolved")
        ),
    )
    assert ticket.waits == (Span("supplier", at("7/3/2016 14:00"), at("7/3/2016 16:00")),)


def test_a_row_that_goes_back_in_time_is_played_in_the_order_of_the_file_and_says_so(tmp_path: Path) -> None:
    ticket = only(
        tmp_path, story("INC1", ("7/3/2016 14:00", "New"), ("7/3/2016 16:00", "Active"), ("7/3/2016 15:00", "New"))
    )
    assert [row.at for row in ticket.rows] == [at("7/3/2016 14:00"), at("7/3/2016 16:00"), at("7/3/2016 16:00")]
    assert [row.said_at for row in ticket.rows] == [None, None, at("7/3/2016 15:00")]


def test_final_columns_are_not_read_early(tmp_path: Path) -> None:
    rows = story("INC1", ("7/3/2016 14:00", "New"), resolved_at="8/3/2016 10:00", closed_at="9/3/2016 10:00")
    ticket = only(tmp_path, rows)
    assert (ticket.resolved_at, ticket.closed_at, ticket.first_closed_at) == (None, None, None)
    assert ticket.source_kept is None


def test_who_owned_it_since_when_and_who_does_not(tmp_path: Path) -> None:
    rows = [
        line(sys_updated_at="7/3/2016 14:00", assigned_to="Resolver 1"),
        line(sys_updated_at="7/3/2016 15:00", assigned_to="Resolver 2"),
        line(sys_updated_at="7/3/2016 16:00", assigned_to="Resolver 2"),
    ]
    ticket = only(tmp_path, rows)
    assert (ticket.owner, ticket.owned_since) == ("Resolver 2", at("7/3/2016 15:00"))
    ticket = only(tmp_path, [*rows, line(sys_updated_at="7/3/2016 17:00", assigned_to="?")])
    assert (ticket.owner, ticket.owned_since) == (None, None)


def test_a_change_of_priority_is_kept_with_its_instant(tmp_path: Path) -> None:
    ticket = only(tmp_path, [line(), line(sys_updated_at="7/3/2016 15:00", priority="2 - High")])
    assert [(change.at, change.value) for change in ticket.priorities] == [
        (at("7/3/2016 14:00"), "P3"),
        (at("7/3/2016 15:00"), "P2"),
    ]
    assert ticket.rows[1].changes == (("priority", "P2"),)


def test_missing_words_make_a_plainer_title(tmp_path: Path) -> None:
    assert only(tmp_path, [line(u_symptom="?")]).title == "Category 1 / Subcategory 2"
    assert only(tmp_path, [line(category="?", subcategory="?", u_symptom="?")]).title == "Incident INC1"
    assert only(tmp_path, [line(location="?")]).client == "No location recorded"


def test_a_cut_forgets_later_days_and_moves_the_rest_by_whole_weeks(tmp_path: Path) -> None:
    rows = [
        *story("INC1", ("7/3/2016 14:00", "New"), ("7/3/2016 23:59", "Active"), ("8/3/2016 00:00", "Closed")),
        *story("INC2", ("8/3/2016 00:10", "New"), opened_at="7/3/2016 23:50"),
        *story("INC3", ("8/3/2016 00:00", "New")),
    ]
    tickets = read(write(tmp_path, rows), UCI, Cut(date(2016, 3, 7), timedelta(weeks=2))).tickets
    assert [(ticket.key, ticket.phase, len(ticket.rows)) for ticket in tickets] == [
        ("INC1", "in progress", 2),
        ("INC2", "new", 0),
    ]
    assert tickets[0].opened_at == at("21/3/2016 14:00")
    with pytest.raises(ValueError, match="whole weeks"):
        Cut(shift=timedelta(days=1))


@given(st.lists(st.sampled_from(sorted(UCI.tickets.states)), max_size=20))
@settings(max_examples=200, deadline=None)
def test_reopenings_are_the_steps_out_of_done_and_waits_never_overlap(states: list[str]) -> None:
    phases, seen, now = Phases(), 0, datetime(2016, 3, 7, tzinfo=UTC)
    known = [UCI.tickets.states[name].phase for name in states if UCI.tickets.states[name].phase != "unknown"]
    for before, after in itertools.pairwise(known):
        seen += before in DONE and after not in DONE
    for name in states:
        now += timedelta(hours=1)
        phases.enter(UCI.tickets.states[name], now)
    assert phases.reopened == seen
    spans = phases.spans()
    assert all(a.until is not None and a.until <= b.since for a, b in itertools.pairwise(spans))
    assert (phases.resolved_at is not None) == (bool(known) and known[-1] in DONE)


@pytest.fixture(scope="module")
def whole() -> tuple[TicketHistory, ...]:
    return read(LOG, UCI).tickets


def test_the_reopenings_we_see_equal_the_counter_of_every_incident(whole: tuple[TicketHistory, ...]) -> None:
    assert len(whole) == 24_918
    assert [t.key for t in whole if t.reopened != t.source_reopened] == []
    assert sum(t.reopened for t in whole) == 331


def test_the_whole_log_gives_the_known_counts(whole: tuple[TicketHistory, ...]) -> None:
    assert sum(len(t.rows) for t in whole) == 141_712
    assert sum(t.waited for t in whole) == 6_398
    assert {t.phase for t in whole} == {"closed"}
    assert [t.key for t in whole if any(row.said_at for row in t.rows[1:])] == ["INC0000137"]


def test_the_log_cut_at_the_end_of_may_has_24644_incidents() -> None:
    tickets = read(LOG, UCI, Cut(until=date(2016, 5, 31))).tickets
    assert len(tickets) == 24_644
    assert sum(len(t.rows) for t in tickets) == 133_748
    assert sum(t.phase != "closed" for t in tickets) == 2_038
    assert sum(t.waits[-1].until is None for t in tickets if t.waits) == 373
