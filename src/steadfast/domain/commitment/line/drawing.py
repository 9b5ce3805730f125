"""The pieces of a promise line: used, left, waits, gaps and what is over, side by side from 0 to 100."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby
from typing import Literal

from steadfast.domain.commitment.line import spoken
from steadfast.domain.commitment.line.scale import DUE, Scale
from steadfast.domain.working_time import Kind, Step

Mark = Literal["off", "used", "left", "pause", "over"]

MARKS: dict[Kind, Mark] = {
    Kind.COUNTED: "used",
    Kind.LEFT: "left",
    Kind.PAUSED: "pause",
    Kind.CLOSED: "off",
    Kind.HOLIDAY: "off",
}


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Mark
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces that fill 0 to 100, ticks for due and now (none once it is done), and a sentence that says the same."""

    pieces: tuple[Piece, ...]
    due_x: float
    now_x: float | None
    label: str


def draw(steps: Sequence[Step], *, due: datetime, now: datetime, zone: tzinfo, done: datetime | None = None) -> Line:
    """Return the line of a promise from the steps of its clock (`Clock.explain`).

    With `done` it ends there, and shows neither now nor what was left. The times in its label are those of `zone`.
    """
    before = [step for step in steps if step.start < due]
    until = done or now
    scale = Scale.of(before)
    late = sum(step.seconds for step in steps if step.kind is Kind.OVER)
    over = scale.over(late) if until > due else 0.0
    reached = DUE + over if over else scale.reach(before, until)
    return Line(
        pieces=tuple(_place([*_marked(before, scale, done is not None), ("over", over)])),
        due_x=DUE,
        now_x=None if done else round(reached, 2),
        label=spoken.sentence(steps, due=due, until=until, zone=zone, done=done is not None),
    )


def plain(since: datetime, *, due: datetime, now: datetime, zone: tzinfo, done: datetime | None = None) -> Line:
    """Return the line of a promise without a calendar, such as one made in a conversation: all time counts."""
    until = done or now
    cuts = [(Kind.COUNTED, since, min(until, due)), (Kind.LEFT, max(since, until), due), (Kind.OVER, due, until)]
    steps = [Step(kind, low, high, int((high - low).total_seconds())) for kind, low, high in cuts if low < high]
    return draw(steps, due=due, now=now, zone=zone, done=done)


def _marked(before: Iterable[Step], scale: Scale, done: bool) -> Iterator[tuple[Mark, float]]:
    for step in before:
        mark = MARKS.get(step.kind, "off")
        yield "off" if done and mark == "left" else mark, scale.width(step)


def _place(marked: Iterable[tuple[Mark, float]]) -> Iterator[Piece]:
    """Yield the pieces side by side, neighbors of one mark as one; what they do not fill is off."""
    x = 0.0
    for mark, run in groupby((item for item in marked if item[1] > 0), key=lambda item: item[0]):
        if mark == "over" and x < DUE:
            yield _piece("off", x, DUE)
            x = DUE
        end = x + sum(width for _, width in run)
        yield _piece(mark, x, end)
        x = end
    if round(x, 2) < 100:
        yield _piece("off", x, 100)


def _piece(mark: Mark, start: float, end: float) -> Piece:
    x = round(start, 2)
    return Piece(mark, x, round(max(round(end, 2) - x, 0), 2))
