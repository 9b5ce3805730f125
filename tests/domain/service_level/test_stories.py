"""Stories of tickets: which clocks run, what pauses them, what ends them. Mon 15 January 2024, London, 09:00-17:00."""

from fractions import Fraction

import pytest

from steadfast.domain.service_level import Event, Figures, ServiceLevel, clocks, figures
from steadfast.domain.working_time import Hours, State
from tests.domain.working_time.calendars import OFFICE
from tests.domain.working_time.minute_stepper import at

HOUR = 3600
LEVEL = ServiceLevel(
    Hours("Europe/London", OFFICE),
    {
        "P1": {"first_response": HOUR // 4, "resolution": 4 * HOUR, "next_update": HOUR},
        "P2": {"first_response": HOUR, "resolution": 8 * HOUR, "next_update": 4 * HOUR},
        "P3": {"first_response": 4 * HOUR, "resolution": 24 * HOUR},
    },
    pause_states=frozenset({"waiting-client"}),
    paused_targets=frozenset({"resolution", "next_update"}),
    warn_at=Fraction(3, 4),
)


def told(story: str) -> list[Event]:
    """One event a line: "15 10:00 opened P1", "15 11:00 state waiting-client"."""
    events = []
    for line in filter(str.strip, story.splitlines()):
        day, clock, kind, *words = line.split()
        word = words[0] if words else None
        moment = at(f"2024-01-{day} {clock}")
        events.append(Event(moment, kind, word if kind != "state" else None, word if kind == "state" else None))
    return events


def at_moment(story: str, now: str) -> dict[str, Figures | None]:
    moment = at(f"2024-01-{now}")
    found = clocks(LEVEL, told(story), moment)
    return {name: clock and figures(clock, LEVEL.warn_at, moment) for name, clock in found.items()}


def says(story: str, now: str, target: str) -> Figures:
    found = at_moment(story, now)[target]
    assert found is not None
    return found


def test_before_a_ticket_is_opened_no_clock_runs() -> None:
    assert set(at_moment("15 10:00 opened P1", "15 09:59").values()) == {None}


@pytest.mark.parametrize(("now", "state"), [("15 10:15", State.RUNNING), ("15 10:16", State.BREACHED)])
def test_at_exactly_the_due_time_nothing_is_breached(now: str, state: State) -> None:
    assert says("15 10:00 opened P1", now, "first_response").state == state


def test_a_reply_at_exactly_the_due_time_is_in_time() -> None:
    assert says("15 10:00 opened P1\n15 10:15 provider-reply", "16 10:00", "first_response").state == State.MET


def test_resolving_without_a_reply_ends_the_first_response_and_a_later_reply_does_not_change_that() -> None:
    story = "15 10:00 opened P2\n15 10:30 resolved\n15 11:00 reopened\n15 16:00 provider-reply"
    found = says(story, "16 10:00", "first_response")
    assert (found.worked, found.state) == (HOUR // 2, State.MET)


def test_waiting_stops_the_clocks_that_the_level_names_and_no_other() -> None:
    story = "15 10:00 opened P2\n15 11:00 provider-reply\n15 12:00 state waiting-client"
    found = at_moment(story, "15 16:00")
    assert found["resolution"] == Figures(None, None, 2 * HOUR, State.PAUSED)
    assert found["next_update"] == Figures(None, None, HOUR, State.PAUSED)
    assert (
        says("15 10:00 opened P2\n15 10:30 state waiting-client", "15 11:01", "first_response").state == State.BREACHED
    )


def test_a_warning_that_came_before_the_wait_stays() -> None:
    found = says("15 09:00 opened P1\n15 12:30 state waiting-client", "15 16:00", "resolution")
    assert (found.warn, found.due, found.state) == (at("2024-01-15 12:00"), None, State.PAUSED)


def test_breached_wins_over_paused() -> None:
    found = says("15 09:00 opened P1\n15 13:30 state waiting-client", "15 16:00", "resolution")
    assert (found.due, found.state) == (at("2024-01-15 13:00"), State.BREACHED)


def test_time_spent_resolved_counts_only_when_nobody_reopens() -> None:
    resolved = "15 10:00 opened P2\n15 12:00 resolved"
    assert says(resolved, "17 12:00", "resolution").state == State.MET
    reopened = says(f"{resolved}\n16 12:00 reopened", "16 13:00", "resolution")
    assert (reopened.worked, reopened.due) == (3 * HOUR, at("2024-01-17 10:00"))


def test_a_second_resolving_ends_the_clock_under_the_priority_of_that_moment() -> None:
    story = """
        15 10:00 opened P3
        15 11:00 resolved
        15 12:00 reopened
        15 13:00 priority P1
        15 14:00 resolved
        15 15:00 priority P3
    """
    found = says(story, "16 12:00", "resolution")
    assert (found.worked, found.due, found.state) == (3 * HOUR, at("2024-01-15 15:00"), State.MET)


def test_a_new_priority_counts_from_the_start_and_keeps_the_judgement_of_what_has_ended() -> None:
    story = "15 10:00 opened P3\n15 12:00 provider-reply\n15 13:00 priority P1"
    assert says(story, "15 14:00", "resolution").due == at("2024-01-15 14:00")
    assert says(story, "15 14:00", "first_response").due == at("2024-01-15 14:00")


def test_the_next_update_counts_from_the_latest_reply_and_ends_with_the_ticket() -> None:
    story = "15 10:00 opened P1\n15 10:10 provider-reply\n15 10:40 provider-reply"
    assert says(story, "15 11:00", "next_update").due == at("2024-01-15 11:40")
    assert at_moment(f"{story}\n15 11:00 resolved", "15 12:00")["next_update"] is None
    assert at_moment("15 10:00 opened P1", "15 12:00")["next_update"] is None
    assert at_moment("15 10:00 opened P3\n15 10:10 provider-reply", "15 12:00")["next_update"] is None


def test_what_happens_after_now_and_what_is_no_happening_of_a_clock_changes_nothing() -> None:
    story = "15 10:00 opened P2\n15 10:05 client-reply\n15 10:06 note"
    assert at_moment(f"{story}\n15 15:00 resolved", "15 12:00") == at_moment("15 10:00 opened P2", "15 12:00")


def test_a_priority_that_the_level_does_not_know_promises_nothing() -> None:
    assert set(at_moment("15 10:00 opened P9", "15 12:00").values()) == {None}
