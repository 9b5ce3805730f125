"""Pauses: half-open stretches in which a clock stands still, each with its reason. They may overlap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """[start, end); `end` None while it lasts. One that ends before it starts covers nothing."""

    start: datetime
    end: datetime | None = None
    reason: str = ""


type Stretch = tuple[int, int | None]


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Disjoint stretches of epoch seconds in time order, empty ones gone; an open-ended one is the last."""
    result: list[Stretch] = []
    for start, end in sorted(stretches, key=lambda stretch: stretch[0]):
        if end is not None and end <= start:
            continue
        if result and (last := result[-1][1]) is None:
            break
        if result and last is not None and start <= last:
            result[-1] = (result[-1][0], None if end is None else max(last, end))
        else:
            result.append((start, end))
    return result
