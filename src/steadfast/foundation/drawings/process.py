"""A process-behavior chart: values by month, the mean and the limits of each stretch, signals marked.

A hollow dot is no part of the judgement: the running month, or one with too few cases. Signals are rings, so that
they show without color; each says itself in its title, and the page keeps the table behind the picture.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from django.utils.html import escape
from django.utils.safestring import SafeString

from steadfast.foundation.drawings import frame

LABELS = 6  # three of these charts stand side by side


@dataclass(frozen=True, slots=True)
class Point:
    """One month: its short label, its value (None: a gap), what it says in words, and where its rows are."""

    label: str
    value: float | None
    said: str
    url: str = ""
    is_hollow: bool = False
    is_signal: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Limits that hold for the places [first, end); `low` None: there is only an upper one."""

    first: int
    end: int
    mean: float
    low: float | None
    high: float


@dataclass(frozen=True, slots=True)
class Scale:
    """The values from `low` to `high`, with a line across at every `step`."""

    low: float
    high: float
    step: float

    def y(self, value: float) -> float:
        return frame.height((value - self.low) / (self.high - self.low))


def svg(
    points: Sequence[Point], spans: Sequence[Span], title: str, about: str, say: Callable[[float], str]
) -> SafeString:
    """Return the picture; `say` writes a value beside a line across."""
    scale = _scale([*(p.value for p in points if p.value is not None), *_ends(spans)])
    wide = frame.step(len(points))
    marks = [
        (say(scale.low + i * scale.step), i * scale.step / (scale.high - scale.low))
        for i in range(round((scale.high - scale.low) / scale.step) + 1)
    ]
    lines = "".join(_run(run, scale) for run in _runs(points, wide))
    plot = f'<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">{lines}</svg>'
    body = "".join(_limits(span, scale, wide) for span in spans) + plot
    dots = "".join(_dot(point, (i + 0.5) * wide, scale) for i, point in enumerate(points))
    return frame.drawing(
        "process", title, about, frame.across(marks) + body + dots + frame.below([p.label for p in points], LABELS)
    )


def _ends(spans: Sequence[Span]) -> list[float]:
    return [end for span in spans for end in (span.mean, span.low, span.high) if end is not None]


def _scale(values: Sequence[float]) -> Scale:
    """Return a scale of two to five steps of 1, 2 or 5 with noughts that holds the values."""
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if high - low < 1e-9:
        low, high = low - abs(low) / 20 - 0.005, high + abs(high) / 20 + 0.005
    rough = (high - low) / 4
    power = 10.0 ** floor(log10(rough))
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough * (1 - 1e-9))
    return Scale(floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step, step)


def _limits(span: Span, scale: Scale, wide: float) -> str:
    left, right = span.first * wide, span.end * wide
    drawn = [_across("mean", left, right, scale.y(span.mean))]
    drawn += [_across("limit", left, right, scale.y(end)) for end in (span.low, span.high) if end is not None]
    return "".join(drawn)


def _across(name: str, left: float, right: float, y: float) -> str:
    return f'<line class="{name}" x1="{left:.2f}%" x2="{right:.2f}%" y1="{y:.2f}%" y2="{y:.2f}%"/>'


def _runs(points: Sequence[Point], wide: float) -> list[list[tuple[float, float]]]:
    """Return what is joined by a line: a gap breaks it, a hollow dot is left out of it."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place, point in enumerate(points):
        if point.value is None or point.is_hollow:
            runs.append([])
        else:
            runs[-1].append(((place + 0.5) * wide, point.value))
    return [run for run in runs if len(run) > 1]


def _run(run: Sequence[tuple[float, float]], scale: Scale) -> str:
    return f'<polyline points="{" ".join(f"{x:.2f},{scale.y(value):.2f}" for x, value in run)}"/>'


def _dot(point: Point, x: float, scale: Scale) -> str:
    if point.value is None:
        return ""
    name = "hollow" if point.is_hollow else "signal" if point.is_signal else "dot"
    label, y = escape(point.said), f"{scale.y(point.value):.2f}%"
    ring = f'<circle class="ring" cx="{x:.2f}%" cy="{y}" r="7"/>' if point.is_signal else ""
    dot = f'{ring}<circle class="{name}" cx="{x:.2f}%" cy="{y}" r="3.5"/>'
    body = f"<g><title>{label}</title>{dot}</g>"
    return f'<a href="{escape(point.url)}" aria-label="{label}">{body}</a>' if point.url else body
