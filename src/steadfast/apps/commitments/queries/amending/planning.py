"""The plan of an amendment: for every open commitment that it reaches the old and the new due time, and what happens.

The preview shows it and the application carries it out; both come from here, so they cannot differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from steadfast.apps.commitments.queries.amending.reached import Reached, by_terms, reached, read, waits_on
from steadfast.apps.commitments.queries.amending.successor import Successor
from steadfast.domain.commitment import amended
from steadfast.domain.commitment.amended import NOTHING_PROMISED, Effect
from steadfast.domain.commitment.stamp import Waiting
from steadfast.domain.working_time import CalendarError
from steadfast.domain.working_time.instants import to_seconds
from steadfast.domain.working_time.zones import Seconds

type Waits = Mapping[int, Sequence[Waiting]]


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows with their old and new due times (epoch seconds; NOTHING_PROMISED for none) and the effect on each."""

    rows: Sequence[Reached]
    old: Seconds
    new: Seconds
    effect: Seconds

    def count(self, effect: Effect) -> int:
        return int(np.count_nonzero(self.effect == effect))

    def places(self, *effects: Effect) -> Seconds:
        """Return the places of the rows with one of these effects, nearest old due time first."""
        found = np.flatnonzero(np.isin(self.effect, effects))
        keys = np.array([self.rows[int(place)].id for place in found], dtype=np.int64)
        return found[np.lexsort((keys, self.old[found]))]


def plan(successor: Successor, *, now: datetime) -> Plan:
    """Return the plan for all that is open now; nothing is written."""
    rows = reached(successor)
    return of(read(rows), waits_on(rows, successor.reasons), successor, now=now)


def of(rows: Sequence[Reached], waits: Waits, successor: Successor, *, now: datetime) -> Plan:
    """Return the plan for some rows."""
    starts = seconds(row.promised_at for row in rows)
    old, moves = seconds(row.due_at for row in rows), np.array([row.moves for row in rows], dtype=np.int64)
    new = np.full(len(rows), NOTHING_PROMISED, dtype=np.int64)
    for (terms_id, priority), places in by_terms(rows).items():
        judged = successor.of(terms_id, priority)
        if judged is not None:
            waited = waits_at(rows, places, waits)
            with suppress(CalendarError):  # on such hours they would never fall due: the old terms stay
                new[places] = amended.due(judged.terms, judged.hours, starts[places], waited)
    return Plan(rows, old, new, amended.effects(old, new, moves, to_seconds(now)))


def waits_at(rows: Sequence[Reached], places: Sequence[int], waits: Waits) -> dict[int, Sequence[Waiting]]:
    """Return the waits of the rows at these places, by their order among them."""
    if not waits:
        return {}
    found = ((order, waits.get(rows[place].subject_id)) for order, place in enumerate(places))
    return {order: waited for order, waited in found if waited}


def seconds(instants: Iterable[datetime]) -> Seconds:
    """Return epoch seconds of instants."""
    return np.fromiter((to_seconds(instant) for instant in instants), dtype=np.int64)
