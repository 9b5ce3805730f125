"""Whom to wake, and whether at all: nobody who need not, and one after the other until somebody is awake."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

ROUNDS = 3  # how often everybody on the list is woken before it stops


@dataclass(frozen=True, slots=True)
class Urgent:
    """What is known of a ticket when it becomes urgent."""

    priority: str
    taken: bool
    open_now: bool
    by: int | None  # who made it urgent


def needs_waking(urgent: Urgent, priorities: Collection[str], on_duty: int) -> bool:
    """Tell whether somebody must be woken: urgent, taken by nobody, out of hours, and not made so by who answers."""
    known = urgent.by == on_duty
    return urgent.priority in priorities and not (urgent.taken or urgent.open_now or known)


def in_order(*candidates: int | Iterable[int] | None) -> tuple[int, ...]:
    """Return whom to wake, first to last, each once."""
    flat: list[int] = []
    for each in candidates:
        flat += [] if each is None else [each] if isinstance(each, int) else each
    return tuple(dict.fromkeys(flat))


def after(woken: Sequence[int], candidates: Sequence[int]) -> int | None:
    """Return whom to wake next; None where everybody was woken as often as makes sense, or there is nobody."""
    for round_no in range(ROUNDS):
        for person in candidates:
            if woken.count(person) <= round_no:
                return person
    return None
