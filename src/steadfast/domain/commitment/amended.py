"""What an amended agreement or calendar does to open commitments, for whole arrays: their new stamps, and which change.

A promise grows shorter at once and longer only with its creditor's yes. Nothing that an edit does makes or mends a
breach: what has fallen due, what was moved by agreement and what would be overdue by the edit alone stays as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from steadfast.domain.commitment.stamp import Waiting, pauses, stamp
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.working_time import Hours
from steadfast.domain.working_time.instants import to_instant, to_seconds
from steadfast.domain.working_time.zones import Seconds

type Waits = Mapping[int, Sequence[Waiting]]


class Effect(IntEnum):
    """What becomes of one open commitment. The first three take the new terms, LATER only with the creditor's yes."""

    EARLIER = 0
    UNCHANGED = 1
    LATER = 2
    FALLEN_DUE = 3
    MOVED = 4
    OVERDUE_BY_IT = 5
    NO_LONGER_PROMISED = 6


CHANGES = (Effect.EARLIER, Effect.UNCHANGED, Effect.LATER)
NOTHING_PROMISED = -1  # stands for a new due time where the new terms promise none


@dataclass(frozen=True, slots=True)
class Stamps:
    """Due, warning and felt due times in epoch seconds, one of each for every start."""

    due: Seconds
    warn: Seconds
    felt: Seconds


def due(terms: Terms, hours: Hours, starts: Seconds, waits: Waits) -> Seconds:
    """Return the due times of commitments promised at `starts`; `waits` holds those of some, by place."""
    found = hours.due_many(starts, terms.target_s or 0)
    for place, waited in _paused(terms, waits):
        found[place] = to_seconds(stamp(terms, hours, to_instant(int(starts[place])), waited).due_at)
    return found


def stamps(terms: Terms, hours: Hours, starts: Seconds, waits: Waits) -> Stamps:
    """Return all three times; `due` is what the function of that name returns."""
    target = terms.target_s or 0
    ends = hours.due_many(starts, target)
    found = Stamps(ends, hours.due_many(starts, -(-target * terms.warn_bp // 10_000)), ends.copy())
    for place, waited in _paused(terms, waits):
        one = stamp(terms, hours, to_instant(int(starts[place])), waited)
        found.due[place], found.warn[place], found.felt[place] = map(
            to_seconds, (one.due_at, one.warn_at, one.felt_due_at)
        )
    return found


def effects(old: Seconds, new: Seconds, moved: Seconds, now: int) -> Seconds:
    """Return the Effect of each commitment from its due times; `moved` counts its moves, `now` is an epoch second."""
    sign = np.sign(new - old) + 1
    past = np.where((new < now) & (new < old), np.int64(Effect.OVERDUE_BY_IT), sign)
    kept = np.where(new == NOTHING_PROMISED, np.int64(Effect.NO_LONGER_PROMISED), past)
    agreed = np.where(moved > 0, np.int64(Effect.MOVED), kept)
    return np.where(old < now, np.int64(Effect.FALLEN_DUE), agreed)


def _paused(terms: Terms, waits: Waits) -> list[tuple[int, Sequence[Waiting]]]:
    """Return the places whose waits stop this clock."""
    return [(place, waited) for place, waited in waits.items() if pauses(terms, waited)]
