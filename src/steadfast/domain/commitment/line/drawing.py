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
type Marked = tuple[Mark, float]
DUST = 0.005

MARKS: dict[Kind, Mark] = {
    Kind.COUNTED: "used",
    Kind.LEFT: "left",
    Kind.PAUSED: "pause",
    Kind.CLOSED: "off",
    Kind.HOLIDAY: "off",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of the line, from `x` so wide, both of 100."""

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
        pieces=tuple(_place(_filled(list(_marked(before, scale, done is not None)), over))),
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


def _marked(before: Iterable[Step], scale: Scale, done: bool) -> Iterator[Marked]:
    for step in before:
        mark = MARKS.get(step.kind, "off")
        yield "off" if done and mark == "left" else mark, scale.width(step)


def _filled(marked: list[Marked], over: float) -> Iterator[Marked]:
    """Yield the pieces with what is off between them and due, and after the last one."""
    yield from marked
    reached = sum(width for _, width in marked)
    if over:
        yield "off", DUE - reached
        yield "over", over
        reached = DUE + over
    yield "off", 100 - reached


def _place(marked: Iterable[Marked]) -> Iterator[Piece]:
    """Yield the pieces side by side, neighbors of one mark as one; what is too thin to see is left out."""
    x = 0.0
    for mark, run in groupby((item for item in marked if item[1] > DUST), key=lambda item: item[0]):
        end = x + sum(width for _, width in run)
        yield Piece(mark, round(x, 2), round(end - x, 2))
        x = end
