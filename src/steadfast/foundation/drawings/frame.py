"""What the charts by month share: one scale, in percent, so that words keep their size on a phone.

The style sheet gives the picture a padding in which the labels stand, left of the plot and below it.
"""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

FEWEST = 8  # a chart of fewer months keeps its columns slim
MOST_LABELS = 14


def step(months: int) -> float:
    """Return the width of one month in percent."""
    return 100 / max(months, FEWEST)


def height(part: float) -> float:
    """Return where a part (0 to 1) of the scale stands, in percent from the top."""
    return 100 * (1 - part)


def below(labels: Sequence[str], most: int = MOST_LABELS) -> str:
    """Return `most` labels under the months; when they are many every second or third, on phones every second of these.

    The year of "Aug 2026" stands on a line of its own, where it changes: beside its month it would not fit a phone.
    """
    every = -(-len(labels) // most)
    wide = step(len(labels))
    shown = [((i + 0.5) * wide, *label.partition(" ")[::2]) for i, label in enumerate(labels) if i % every == 0]
    years = ["", *(year for _, _, year in shown)]
    return "".join(
        _label(x, month, "" if year == years[i] else year, odd=i % 2 == 1 and len(shown) > FEWEST)
        for i, (x, month, year) in enumerate(shown)
    )


def _label(x: float, month: str, year: str, odd: bool) -> str:
    name = ' class="odd"' if odd else ""
    second = f'<text x="{x:.2f}%" y="100%" dy="30" text-anchor="middle">{escape(year)}</text>' if year else ""
    return f'<text{name} x="{x:.2f}%" y="100%" dy="16" text-anchor="middle">{escape(month)}</text>{second}'


def across(marks: Sequence[tuple[str, float]]) -> str:
    """Return the lines across, each a (label, part of the scale)."""
    return "".join(
        f'<line class="grid" x1="0" x2="100%" y1="{height(part):.2f}%" y2="{height(part):.2f}%"/>'
        f'<text x="-6" y="{height(part):.2f}%" dy="4" text-anchor="end">{escape(label)}</text>'
        for label, part in marks
    )


def drawing(kind: str, title: str, about: str, body: str) -> SafeString:
    return mark_safe(
        f'<svg class="{kind}" role="group" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title><desc>{escape(about)}</desc>{body}</svg>"
    )
