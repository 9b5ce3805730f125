"""The worked table of docs/algorithms/moves.md: one promise, moved again and again."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from steadfast.domain.commitment import lifecycle
from steadfast.domain.commitment.lifecycle import Refused, State
from steadfast.domain.commitment.months import month_of
from tests.domain.worked import table

LONDON = "Europe/London"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(LONDON)).astimezone(ZoneInfo("UTC"))


def moved(state: State, row: dict[str, str]) -> tuple[State, str, str]:
    """Return the state after a row, its slip and where it counts as renegotiated, as the table writes them."""
    try:
        after = lifecycle.move(state, to_due=at(row["to"]), warn_at=at(row["to"]), agreed_at=at(row["said yes"]))
    except Refused as refusal:
        return state, "–", f"refused: {str(refusal).split(';')[0]}"
    slip = timedelta(seconds=after.slip_s - state.slip_s)
    return after, f"{slip.total_seconds() / 3600:g}", f"{month_of(state.due_at, LONDON):%Y-%m}"


def test_the_worked_table() -> None:
    due = at("2026-03-30 17:00")
    state = State("resolution", 1, 2, 3, at("2026-03-20 10:00"), due, due, due, due, None)
    for row in table("moves.md", "said yes"):
        state, slip, month = moved(state, row)
        total = f"{state.slip_s / 3600:g}"
        assert (slip, total, month) == (row["slip, h"], row["slip in all, h"], row["renegotiated in"]), row
    assert (state.moves, state.first_due_at) == (4, due)
