"""Availability of a help desk: of the open hours that were promised, those in which no first response was overdue.

Two first responses that are overdue at once are one outage: it is the client's time, not a sum over tickets. Where no
first response fell due nothing was proven, and no share is named.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

type Span = tuple[int, int]  # epoch seconds, [start, end)
type Worked = Callable[[int, int], int]  # open seconds of a span


@dataclass(frozen=True, slots=True)
class Available:
    """Open seconds promised in a stretch of time, and those of them in which a first response was overdue."""

    promised: int
    overdue: int

    @property
    def share(self) -> float | None:
        """What was available of what was promised; None where no hour was promised."""
        return (self.promised - self.overdue) / self.promised if self.promised else None


def available(start: int, end: int, late: Iterable[Span], worked: Worked) -> Available:
    """Return the availability of [start, end); `late`: from the due time of each first response to its doing."""
    overdue = sum(worked(begun, done) for begun, done in joined(late, start, end))
    return Available(worked(start, end), overdue)


def joined(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """Return spans cut to [start, end), in order, those that touch or overlap as one."""
    found: list[Span] = []
    for begun, done in sorted((max(begun, start), min(done, end)) for begun, done in spans):
        if done <= begun:
            continue
        if found and begun <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], done))
        else:
            found.append((begun, done))
    return found
