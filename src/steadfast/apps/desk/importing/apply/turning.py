"""From what a commitment says to what it shall say, as the events that lead there. The same way back undoes it."""

from collections.abc import Iterator
from typing import Any

from steadfast.domain.commitment.lifecycle import State

Step = tuple[str, dict[str, Any]]


def turned(now: State, wanted: State, reason: str) -> Iterator[Step]:
    """Yield (kind, body) of each event between two states of one commitment; none of them is void."""
    ends_alike = (now.done_at, now.closed_as) == (wanted.done_at, wanted.closed_as)
    if not now.is_open and not ends_alike:
        yield "commitment.reopened", {}
    if now.owner != wanted.owner:
        yield "commitment.reassigned", {"owner": wanted.owner}
    if _stamped(now) != _stamped(wanted):
        due, warn, felt, terms = _stamped(wanted)
        body = {"due_at": due, "warn_at": warn, "felt_due_at": felt, "terms": terms, "reason": reason}
        yield "commitment.restamped", body
    if wanted.done_at is not None and not ends_alike:
        yield "commitment.fulfilled", {"done_at": wanted.done_at, "evidence": None}


def _stamped(state: State) -> tuple[Any, ...]:
    return state.due_at, state.warn_at, state.felt_due_at, state.terms
