"""The same history under other terms: what ends a clock, what pauses it, and how the client felt it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.judgement import History, as_felt, judge
from steadfast.domain.commitment.numbers import Fact
from steadfast.domain.commitment.stamp import Waiting
from steadfast.domain.commitment.verdict import Verdict
from steadfast.domain.working_time import Hours

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
ALWAYS = Hours.always("UTC")
AGREED = clauses.read(
    {
        "kinds": {
            "first response": {"targets": {"P1": 3600}, "stops": "replied"},
            "resolution": {"targets": {"P1": 4 * 3600}, "stops": "closed", "pauses_on": ["client"]},
        }
    }
)
HISTORY = History("P1", MONDAY, resolved_at=MONDAY + 3 * HOUR, closed_at=MONDAY + 6 * HOUR)


def judged(history: History, kind: str = "resolution", agreed: clauses.Clauses = AGREED) -> Fact | None:
    return judge(history, agreed, kind, ALWAYS)


def test_a_promise_is_judged_by_the_event_that_stops_its_clock() -> None:
    assert judged(HISTORY) == Fact(MONDAY + 4 * HOUR, Verdict.KEPT_LATE)


def test_the_client_feels_the_time_to_the_resolving() -> None:
    assert judged(HISTORY, agreed=as_felt(AGREED)) == Fact(MONDAY + 4 * HOUR, Verdict.KEPT, is_felt_kept=True)


def test_a_wait_moves_the_due_time_where_the_agreement_names_it_and_the_client_felt_it_all_the_same() -> None:
    waiting = Waiting("client", MONDAY + HOUR, MONDAY + 3 * HOUR, MONDAY + 3 * HOUR)
    history = replace(HISTORY, waits=(waiting,))
    assert judged(history) == Fact(MONDAY + 6 * HOUR, Verdict.KEPT)
    assert judged(history, agreed=as_felt(AGREED)) == Fact(MONDAY + 4 * HOUR, Verdict.KEPT, is_felt_kept=True)


@pytest.mark.parametrize(
    ("replied", "verdict"),
    [(None, Verdict.KEPT_LATE), (HOUR, Verdict.KEPT), (2 * HOUR, Verdict.KEPT_LATE)],
)
def test_a_response_ends_at_the_reply(replied: timedelta | None, verdict: Verdict) -> None:
    history = replace(HISTORY, replied_at=replied and MONDAY + replied)
    assert judged(history, "first response") == Fact(MONDAY + HOUR, verdict, verdict is Verdict.KEPT)


def test_a_response_that_came_with_the_resolving_is_not_undone_by_a_later_reply() -> None:
    history = replace(HISTORY, resolved_at=MONDAY + HOUR, replied_at=MONDAY + 5 * HOUR)
    assert judged(history, "first response") == Fact(MONDAY + HOUR, Verdict.KEPT, is_felt_kept=True)


def test_what_is_not_done_is_open() -> None:
    assert judged(History("P1", MONDAY)) == Fact(MONDAY + 4 * HOUR, Verdict.OPEN)


def test_a_priority_without_a_target_is_promised_nothing() -> None:
    assert judged(replace(HISTORY, priority="P4")) is None
