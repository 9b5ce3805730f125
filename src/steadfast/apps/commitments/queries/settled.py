"""Terms and hours as values. Their rows never change, so each is read and compiled once in the life of a process.

For reads alone: an operation reads the rows, as terms that it settled itself are gone again where it is rolled back.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments import models
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.working_time import Hours


@dataclass(frozen=True, slots=True)
class Settled:
    """What a commitment is judged by: its clause and the hours of its calendar."""

    terms: Terms
    hours: Hours


_known: dict[int, Settled] = {}


def settled(key: int | None) -> Settled:
    """Return the terms with this key; ValueError for none, as a commitment without terms has no clock."""
    if key is None:
        raise ValueError("a commitment without terms has no clock")
    learn([key])
    return _known[key]


def learn(keys: Iterable[int | None]) -> None:
    """Read those that are not known yet, in one query."""
    missing = {key for key in keys if key is not None} - _known.keys()
    if not missing:
        return
    for row in models.Terms.objects.filter(pk__in=missing).select_related("calendar_version"):
        _known[row.pk] = Settled(Terms.from_body(row.body), agreements.hours_of(row.calendar_version))


def forget() -> None:
    """Forget all of them; only a test that throws its rows away needs it."""
    _known.clear()
