"""A share by month as a line with its interval as a band; a month in which nothing fell due leaves a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from django.utils.html import escape
from django.utils.safestring import SafeString

from steadfast.foundation.drawings import frame


@dataclass(frozen=True, slots=True)
class Share:
    """One month: its short label, the share (0 to 1, None without data) and the ends of its interval."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def band(self) -> tuple[float, float]:
        value = self.value or 0.0
        return (value if self.low is None else self.low, value if self.high is None else self.high)


Point = tuple[float, Share]


def svg(months: Sequence[Share], title: str, target: float | None = None) -> SafeString:
    lowest = _lowest([m.band[0] for m in months if m.value is not None] + ([] if target is None else [target]))
    wide = frame.step(len(months))
    points = [((i + 0.5) * wide, m) for i, m in enumerate(months)]
    marks = [(f"{share * 100:.0f} %", _part(share, lowest)) for share in (lowest, (lowest + 1) / 2, 1.0)]
    lines = "".join(_run(run, lowest) for run in _runs(points))
    plot = f'<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">{lines}</svg>'
    dots = "".join(_dot(x, m, lowest) for x, m in points if m.value is not None)
    body = frame.across(marks) + _goal(target, lowest) + plot + dots + frame.below([m.label for m in months])
    return frame.drawing("shares", title, "The band is the 95 % interval of each month.", body)


def _lowest(values: Sequence[float]) -> float:
    """Return where the scale begins: a round share below the lowest value, so that differences can be seen."""
    return max(0, floor(min(values) * 10 - 0.2)) / 10 if values else 0.0


def _part(share: float, lowest: float) -> float:
    return (share - lowest) / (1 - lowest)


def _y(share: float, lowest: float) -> float:
    return frame.height(_part(share, lowest))


def _goal(target: float | None, lowest: float) -> str:
    if target is None:
        return ""
    y = _y(target, lowest)
    return f'<line class="target" x1="0" x2="100%" y1="{y:.2f}%" y2="{y:.2f}%"/>'


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    """Return the points between the gaps."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point[1].value is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _run(run: Sequence[Point], lowest: float) -> str:
    over = [(x, m.band[1]) for x, m in run]
    under = [(x, m.band[0]) for x, m in reversed(run)]
    band = _path([*over, *under], lowest)
    line = _path([(x, m.value or 0.0) for x, m in run], lowest)
    return f'<polygon class="between" points="{band}"/><polyline class="share" points="{line}"/>'


def _path(points: Sequence[tuple[float, float]], lowest: float) -> str:
    return " ".join(f"{x:.2f},{_y(value, lowest):.2f}" for x, value in points)


def _dot(x: float, month: Share, lowest: float) -> str:
    value = month.value or 0.0
    low, high = month.band
    said = escape(f"{month.label}: {value * 100:.1f} % ({low * 100:.0f}–{high * 100:.0f} %)")
    return f'<circle cx="{x:.2f}%" cy="{_y(value, lowest):.2f}%" r="3"><title>{said}</title></circle>'
