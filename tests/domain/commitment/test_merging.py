"""Two tickets become one: the earlier due time of the same obligation counts, and nothing broken leaves the figures."""

from datetime import UTC, datetime, timedelta

import pytest

from steadfast.domain.commitment.lifecycle import Refused, State, revive, void
from steadfast.domain.commitment.merging import Owed, fates

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
KESTREL, AMARA, OTHER = 7, 70, 71


def owed(key: int, hours: float, kind: str = "resolution", person: int | None = AMARA, by_clause: bool = True) -> Owed:
    return Owed(key, kind, KESTREL, person, NOW + hours * HOUR, by_clause)


def void_by(staying: list[Owed], coming: list[Owed]) -> dict[int, int]:
    """Return the key of each that becomes void, with the key of what is owed instead."""
    return {fate.owed.key: fate.instead.key for fate in fates(staying, coming, now=NOW) if fate.instead}


def test_the_earlier_due_time_counts_whichever_ticket_it_stands_on() -> None:
    assert void_by([owed(1, 4)], [owed(2, 6)]) == {2: 1}
    assert void_by([owed(1, 6)], [owed(2, 4)]) == {1: 2}


def test_of_two_at_the_same_instant_that_of_the_ticket_that_stays_counts() -> None:
    assert void_by([owed(1, 4)], [owed(2, 4)]) == {2: 1}


def test_what_has_fallen_due_stays_on_both_sides() -> None:
    assert void_by([owed(1, -1)], [owed(2, -2)]) == {}
    assert void_by([owed(1, 4)], [owed(2, -1)]) == {1: 2}
    assert void_by([owed(1, 4)], [owed(2, 0)]) == {1: 2}


def test_what_is_owed_to_somebody_else_or_otherwise_stays_by_itself() -> None:
    assert void_by([owed(1, 4)], [owed(2, 6, person=OTHER), owed(3, 6, kind="first response")]) == {}


def test_a_word_given_in_a_conversation_stays_by_itself() -> None:
    assert void_by([owed(1, 4, kind="next update")], [owed(2, 6, kind="next update", by_clause=False)]) == {}
    assert void_by([owed(1, 6, by_clause=False), owed(3, 5)], [owed(2, 4)]) == {3: 2}


def test_only_what_both_tickets_owe_is_touched() -> None:
    assert void_by([owed(1, 4), owed(2, 6)], [owed(3, 5, kind="first response")]) == {}


def test_what_is_void_is_taken_up_again_as_it_was_and_nothing_else_is() -> None:
    state = State("resolution", 1, 7, 3, NOW, NOW + HOUR, NOW, NOW + HOUR, NOW + HOUR, "terms")
    assert revive(void(state, at=NOW, reason="merged")) == state
    with pytest.raises(Refused, match="void"):
        revive(state)
