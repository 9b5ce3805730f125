"""Signals of a process-behavior chart: what chance alone seldom does, so that a cause is worth looking for.

Four rules: a point outside the limits; a run of eight on one side of the mean; three of four nearer the same limit
than the mean; a range above its own limit (a jump). All compare with the uncut limits, mean ± reach.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

RUN = 8
NEAR, OF = 3, 4
NOISE = 1e-9  # what floats may differ by and still be equal

Point = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Signal:
    """rule: "outside", "run", "near" or "jump"; the places from `first` to `last`; is_high: above the mean.

    `count`: how many points say it: 1, the length of the run, or those near the limit.
    """

    rule: str
    first: int
    last: int
    is_high: bool
    count: int = 1


def signals(points: Sequence[Point], mean: float, reach: float, jumps: Sequence[int] = ()) -> tuple[Signal, ...]:
    """Return the signals of points (place, value) in order of the place at which each ends. `jumps`: see "jump"."""
    found = [
        *_outside(points, mean, reach),
        *_runs(points, mean),
        *_near(points, mean, reach, is_high=True),
        *_near(points, mean, reach, is_high=False),
        *_jumps(points, jumps),
    ]
    return tuple(sorted(found, key=lambda signal: (signal.last, signal.rule)))


def _outside(points: Sequence[Point], mean: float, reach: float) -> Iterator[Signal]:
    for place, value in points:
        if abs(value - mean) > reach + NOISE:
            yield Signal("outside", place, place, value > mean)


def _runs(points: Sequence[Point], mean: float) -> Iterator[Signal]:
    """Yield each run once, whole. A point on the mean ends it."""
    run: list[int] = []
    side = 0
    for place, value in [*points, (-1, mean)]:
        now = 0 if abs(value - mean) <= NOISE else 1 if value > mean else -1
        if now != side and len(run) >= RUN and side:
            yield Signal("run", run[0], run[-1], side > 0, len(run))
        run = [*run, place] if now == side else [place]
        side = now


def _near(points: Sequence[Point], mean: float, reach: float, *, is_high: bool) -> Iterator[Signal]:
    """Yield each stretch of fours that hold three near points once; what lies outside is near, too."""
    if reach <= NOISE:
        return
    sign = 1 if is_high else -1
    near = [sign * (value - mean) > reach / 2 + NOISE for _, value in points]
    hits: list[int] = []
    for end in range(OF, len(points) + 1):
        if sum(near[end - OF : end]) < NEAR:
            continue
        if hits and end - hits[-1] > 1:
            yield _stretch(points, near, hits, is_high)
            hits = []
        hits.append(end)
    if hits:
        yield _stretch(points, near, hits, is_high)


def _stretch(points: Sequence[Point], near: Sequence[bool], hits: Sequence[int], is_high: bool) -> Signal:
    places = [points[i][0] for i in range(hits[0] - OF, hits[-1]) if near[i]]
    return Signal("near", places[0], places[-1], is_high, len(places))


def _jumps(points: Sequence[Point], jumps: Sequence[int]) -> Iterator[Signal]:
    """Yield a jump with the place that it came from."""
    places = [place for place, _ in points]
    values = dict(points)
    for place in jumps:
        before = places[places.index(place) - 1]
        yield Signal("jump", before, place, values[place] > values[before])
