"""The pieces of a promise line: used, left, waits, gaps and what is over, side by side from 0 to 100."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from steadfast.domain.commitment.line import spoken
from steadfast.domain.commitment.line.scale import DUE, Scale, scale
from steadfast.domain.commitment.line.stretches import Mark, Stretch, Times
from steadfast.domain.working_time.instants import to_seconds

DUST = 0.005  # thinner than the last digit that is kept


class Piece(NamedTuple):
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


def drawn(stretches: Sequence[Stretch], late: int, times: Times) -> Line:
    """Return the line of the stretches before due and of so many open seconds since."""
    used = sum(s.seconds for s in stretches if s.mark == "used")
    total = used + sum(s.seconds for s in stretches if s.mark == "left")
    waits = [s for s in stretches if s.mark == "pause"]
    measure = scale(total, sum(s.seconds for s in waits), sum(s.mark == "off" for s in stretches))
    over = measure.over(late) if times.until > times.due else 0.0
    return Line(
        pieces=_pieces(_filled(_widths(stretches, measure, times.done), over)),
        due_x=DUE,
        now_x=None if times.done else round(DUE + over if over else _reach(stretches, measure, times), 2),
        label=spoken.sentence(used, total, late, waits, times),
    )


def _width(stretch: Stretch, measure: Scale) -> float:
    if stretch.mark == "off":
        return measure.gap
    return stretch.seconds * (measure.waiting if stretch.mark == "pause" else measure.running)


def _widths(stretches: Iterable[Stretch], measure: Scale, done: bool) -> list[tuple[Mark, float]]:
    """Return the widths; of what was done, nothing is left."""
    return [("off" if done and s.mark == "left" else s.mark, _width(s, measure)) for s in stretches]


def _filled(widths: list[tuple[Mark, float]], over: float) -> list[tuple[Mark, float]]:
    """Return the widths with what is off before due, and after the last one."""
    reached = sum(width for _, width in widths)
    if not over:
        return [*widths, ("off", 100 - reached)]
    return [*widths, ("off", DUE - reached), ("over", over), ("off", 100 - DUE - over)]


def _pieces(widths: Iterable[tuple[Mark, float]]) -> tuple[Piece, ...]:
    """Return the pieces side by side, neighbors of one mark as one; what is too thin to see is left out."""
    pieces: list[Piece] = []
    start = end = 0.0
    for mark, width in widths:
        if width <= DUST:
            continue
        if pieces and pieces[-1].kind == mark:
            pieces.pop()
        else:
            start = end
        end += width
        pieces.append(Piece(mark, round(start, 2), round(end - start, 2)))
    return tuple(pieces)


def _reach(stretches: Iterable[Stretch], measure: Scale, times: Times) -> float:
    """Return where now stands before due."""
    now, x = to_seconds(times.until), 0.0
    for stretch in stretches:
        if now < stretch.end:
            passed = max(now - stretch.start, 0) / (stretch.end - stretch.start)
            return min(x + passed * _width(stretch, measure), DUE)
        x += _width(stretch, measure)
    return min(x, DUE)
