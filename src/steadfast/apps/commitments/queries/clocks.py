"""The clocks behind due times: a commitment's terms, its calendar and the waits of its subject, as domain values."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from steadfast.apps.commitments.models import Commitment, Move, Wait
from steadfast.apps.commitments.queries.settled import settled
from steadfast.domain.commitment.stamp import Agreed, Waiting, clock, clock_after
from steadfast.domain.working_time import Clock
from steadfast.foundation.prepared import Rows

USUAL = 32  # subjects on a page


def waits_of(subject_id: int) -> list[Waiting]:
    """Return every wait of a subject as clocks see it, in order."""
    return waits_by_subject([subject_id]).get(subject_id, [])


def waits_by_subject(keys: Iterable[int]) -> dict[int, list[Waiting]]:
    """Return the waits of some subjects as clocks see them, in one query."""
    found: dict[int, list[Waiting]] = {}
    for subject_id, *wait in _waits().rows(subjects=sorted(keys)):
        found.setdefault(subject_id, []).append(Waiting(*wait))
    return found


@cache
def _waits() -> Rows[tuple[Any, ...]]:
    columns = ("subject_id", "reason", "since", "until", "expires_at", "words")
    rows = Wait.objects.order_by("since", "id").values_list(*columns)
    return Rows(lambda subjects: rows.filter(subject_id__in=subjects), lists={"subjects": USUAL})


def waiting(wait: Wait) -> Waiting:
    """Return a wait's row as a value."""
    return Waiting(wait.reason, wait.since, wait.until, wait.expires_at, wait.words)


def agreed_on(keys: Iterable[int]) -> dict[int, Agreed]:
    """Return the last move of each of some commitments, by id, in one query; those never moved are left out."""
    moves = Move.objects.filter(commitment_id__in=list(keys)).order_by("commitment_id", "no")
    return {move.commitment_id: Agreed(move.agreed_at, move.to_due) for move in moves}


def clock_of(row: Commitment, waits: list[Waiting], agreed: Agreed | None = None) -> Clock:
    """Return the clock of a commitment; one promised for a fixed instant gets the open hours until then as target.

    `agreed` is the last move of a moved one; without it the clock is drawn as if the date had been promised.
    """
    found = settled(row.terms_id)
    if found.terms.target_s is None or (row.moves and agreed is None):
        return Clock(found.hours, found.hours.worked(row.promised_at, row.due_at), row.promised_at)
    if agreed is not None:
        return clock_after(agreed, found.terms, found.hours, waits, row.closed_at)
    return clock(found.terms, found.hours, row.promised_at, waits, row.closed_at)
