"""The life of a commitment: what it allows, what it refuses, and that folding its events gives the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.commitment import instants, lifecycle
from steadfast.domain.commitment.lifecycle import Refused, State
from steadfast.domain.commitment.verdict import Verdict

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
DUE = MONDAY + timedelta(hours=8)
PROMISED = {
    "kind": "resolution",
    "debtor": 1,
    "creditor": 7,
    "owner": 3,
    "promised_at": instants.text(MONDAY),
    "due_at": instants.text(DUE),
    "warn_at": instants.text(MONDAY + timedelta(hours=6)),
    "terms": "abc",
}


def promise() -> State:
    return lifecycle.fold([("commitment.promised", PROMISED)])


def test_a_promise_done_exactly_when_due_is_kept() -> None:
    assert lifecycle.fulfil(promise(), at=DUE).verdict is Verdict.KEPT


def test_a_promise_done_a_second_later_is_kept_late() -> None:
    assert lifecycle.fulfil(promise(), at=DUE + timedelta(seconds=1)).verdict is Verdict.KEPT_LATE


def test_what_is_closed_cannot_be_fulfilled_again() -> None:
    done = lifecycle.fulfil(promise(), at=DUE)
    with pytest.raises(Refused, match="closed as fulfilled"):
        lifecycle.fulfil(done, at=DUE)


def test_nothing_is_done_before_it_was_promised() -> None:
    with pytest.raises(Refused, match="before it was promised"):
        lifecycle.fulfil(promise(), at=MONDAY - timedelta(seconds=1))


def test_the_creditor_releases_before_due_with_evidence() -> None:
    assert lifecycle.release(promise(), at=DUE, evidence="Lena by phone").verdict is Verdict.RELEASED


def test_a_release_without_evidence_is_refused() -> None:
    with pytest.raises(Refused, match="evidence"):
        lifecycle.release(promise(), at=MONDAY, evidence="  ")


def test_a_release_after_due_would_hide_a_breach_and_is_refused() -> None:
    with pytest.raises(Refused, match="fallen due"):
        lifecycle.release(promise(), at=DUE + timedelta(seconds=1), evidence="Lena by phone")


def test_withdrawn_is_broken_even_before_due() -> None:
    assert lifecycle.withdraw(promise(), at=MONDAY, reason="no parts").verdict is Verdict.BROKEN


def test_void_needs_a_reason_and_leaves_the_count() -> None:
    with pytest.raises(Refused):
        lifecycle.void(promise(), at=MONDAY, reason="")
    assert lifecycle.void(promise(), at=MONDAY, reason="entered twice").verdict is Verdict.VOID


def test_void_is_said_once() -> None:
    gone = lifecycle.void(promise(), at=MONDAY, reason="entered twice")
    with pytest.raises(Refused, match="void already"):
        lifecycle.void(gone, at=DUE, reason="entered thrice")


def test_what_was_done_can_still_be_void() -> None:
    gone = lifecycle.void(lifecycle.fulfil(promise(), at=DUE), at=DUE, reason="entered twice")
    assert (gone.verdict, gone.done_at) == (Verdict.VOID, None)


def test_reopening_runs_the_same_commitment_on() -> None:
    again = lifecycle.reopen(lifecycle.fulfil(promise(), at=DUE), at=DUE + timedelta(days=1))
    assert again == promise()


def test_only_what_was_fulfilled_can_be_reopened() -> None:
    with pytest.raises(Refused):
        lifecycle.reopen(promise(), at=DUE)


def test_a_move_counts_its_slip_and_keeps_the_first_due_time() -> None:
    later = DUE + timedelta(days=2)
    body = {"due_at": instants.text(later), "warn_at": instants.text(DUE), "agreed_at": instants.text(MONDAY)}
    state = lifecycle.fold([("commitment.promised", PROMISED), ("commitment.moved", body)])
    assert (state.moves, state.slip_s, state.first_due_at, state.due_at) == (1, 2 * 86400, DUE, later)


def test_an_event_before_the_promise_is_named() -> None:
    with pytest.raises(ValueError, match=r"commitment\.fulfilled stands before"):
        lifecycle.fold([("commitment.fulfilled", {"done_at": instants.text(DUE)})])


@given(st.integers(min_value=0, max_value=10**6), st.booleans())
def test_the_fold_of_events_is_the_state_that_the_decisions_gave(seconds: int, reopened: bool) -> None:
    at = MONDAY + timedelta(seconds=seconds)
    events = [("commitment.promised", PROMISED), ("commitment.fulfilled", {"done_at": instants.text(at)})]
    decided = lifecycle.fulfil(promise(), at=at)
    if reopened:
        events.append(("commitment.reopened", {}))
        decided = lifecycle.reopen(decided, at=at)
    assert lifecycle.fold(events) == decided


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1)))
def test_instants_survive_their_text(instant: datetime) -> None:
    assert instants.parse(instants.text(instant)) == instant


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instants.text(DUE.replace(tzinfo=None))


def test_owner_changes_by_an_event() -> None:
    state = lifecycle.fold([("commitment.promised", PROMISED), ("commitment.reassigned", {"owner": 4})])
    assert state == replace(promise(), owner=4)
