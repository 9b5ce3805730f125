"""What the charts by month share: their size, their scale of height, the labels below and the lines across."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 720, 190
LEFT, BOTTOM, TOP = 40, 20, 8
FLOOR = HEIGHT - BOTTOM
WIDEST = 64.0  # a column of a chart with few months
MOST_LABELS = 14


def step(months: int) -> float:
    """Return the width of one month."""
    return min((WIDTH - LEFT) / max(months, 1), WIDEST)


def height(part: float) -> float:
    """Return where a part (0 to 1) of the scale stands."""
    return FLOOR - part * (FLOOR - TOP)


def below(labels: Sequence[str]) -> str:
    """Return the labels under the months, every second or third one when they are many."""
    every = -(-len(labels) // MOST_LABELS)
    wide = step(len(labels))
    return "".join(
        f'<text x="{LEFT + (i + 0.5) * wide:.1f}" y="{HEIGHT - 4}" text-anchor="middle">{escape(label)}</text>'
        for i, label in enumerate(labels)
        if i % every == 0
    )


def across(marks: Sequence[tuple[str, float]]) -> str:
    """Return the lines across, each a (label, part of the scale)."""
    return "".join(
        f'<line class="grid" x1="{LEFT}" x2="{WIDTH}" y1="{height(part):.1f}" y2="{height(part):.1f}"/>'
        f'<text x="{LEFT - 6}" y="{height(part) + 4:.1f}" text-anchor="end">{escape(label)}</text>'
        for label, part in marks
    )


def drawing(kind: str, title: str, about: str, body: str) -> SafeString:
    return mark_safe(
        f'<svg class="{kind}" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title><desc>{escape(about)}</desc>{body}</svg>"
    )
