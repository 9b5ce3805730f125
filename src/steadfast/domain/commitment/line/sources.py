"""Where a line comes from: the steps of an explained clock, a clock itself, or two instants without a calendar.

`of_clock` shows what `draw(clock.explain(now))` shows (tests compare them) at a tenth of its cost: lists draw fifty.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from itertools import pairwise
from math import inf

from steadfast.domain.commitment.line.drawing import Line, drawn
from steadfast.domain.commitment.line.stretches import Mark, Stretch, Times
from steadfast.domain.working_time import Clock, Kind, Step
from steadfast.domain.working_time.instants import to_seconds

FAR = 120 * 86_400  # from so long a promise on, its nights are not drawn one by one
MARKS: dict[str, Mark] = {
    "counted": "used",
    "left": "left",
    "paused": "pause",
    "closed": "off",
    "holiday": "off",
    "over": "over",
}

type Wait = tuple[int, float, str]


def draw(steps: Sequence[Step], *, due: datetime, now: datetime, zone: tzinfo, done: datetime | None = None) -> Line:
    """Return the line of the steps of a clock (`Clock.explain`).

    With `done` it ends there, and shows neither now nor what was left. The times in its label are those of `zone`.
    """
    late = sum(step.seconds for step in steps if step.kind is Kind.OVER)
    stretches = [
        Stretch(MARKS[step.kind.value], to_seconds(step.start), to_seconds(step.end), step.seconds, step.note)
        for step in steps
        if step.start < due
    ]
    return drawn(stretches, late, Times(due, done or now, zone, done is not None))


def of_clock(
    clock: Clock, *, due: datetime, now: datetime, zone: tzinfo, done: datetime | None = None, over: int | None = None
) -> Line:
    """Return the line of a clock whose promise falls due at `due`; `over` is the open time since due, if known."""
    until = done or now
    if over is None:
        over = clock.worked(until) - clock.worked(due) if until > due else 0
    stretches = list(_stretches(clock, to_seconds(clock.since), to_seconds(due), to_seconds(until)))
    return drawn(stretches, over, Times(due, until, zone, done is not None))


def _stretches(clock: Clock, since: int, due: int, stop: int) -> Iterator[Stretch]:
    if due - since > FAR:
        yield from _far(clock, since, due, stop)
        return
    waits: list[Wait] = [
        (to_seconds(p.start), inf if p.end is None else to_seconds(p.end), p.reason) for p in clock.pauses
    ]
    at = since
    for low, high in clock.hours.spans_s(since, due):
        if at < low:
            yield Stretch("off", at, low, 0)
        yield from _cut(low, high, stop, waits)
        at = high
    if at < due:
        yield Stretch("off", at, due, 0)


def _cut(low: int, high: int, stop: int, waits: Sequence[Wait]) -> Iterator[Stretch]:
    """Yield an open span cut where it stops counting and where waits begin and end."""
    touching = [wait for wait in waits if wait[0] < high and wait[1] > low]
    cuts = {stop, *(int(edge) for wait in touching for edge in wait[:2] if edge != inf)}
    bounds = [low, *sorted(cut for cut in cuts if low < cut < high), high]
    for start, end in pairwise(bounds):
        holding = next((wait for wait in touching if wait[0] <= start < wait[1]), None)
        mark: Mark = "pause" if holding else "used" if start < stop else "left"
        yield Stretch(mark, start, end, end - start, holding[2] if holding else "")


def _far(clock: Clock, since: int, due: int, stop: int) -> Iterator[Stretch]:
    reached = min(max(stop, since), due)
    if reached > since:
        yield Stretch("used", since, reached, clock.hours.worked_s(since, reached))
    if reached < due:
        yield Stretch("left", reached, due, clock.hours.worked_s(reached, due))
