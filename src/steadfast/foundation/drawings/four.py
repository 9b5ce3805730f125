"""The four numbers, always in this order and with these marks, and the same as a bar.

Kept is solid green, broken solid red, open and late a red outline, not yet judged grey; words stand beside the marks.
"""

from typing import Protocol

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from steadfast.domain.language import count, known, say

WORDS = (
    ("kept", "kept", known("kept")),
    ("broken", "broken", known("broken")),
    ("open_late", "late", known("open and late")),
    ("not_yet", "not-yet", known("not yet judged")),
)


class Numbers(Protocol):
    """Counts of commitments; steadfast.domain.commitment.numbers.FourNumbers is one."""

    @property
    def kept(self) -> int: ...
    @property
    def broken(self) -> int: ...
    @property
    def open_late(self) -> int: ...
    @property
    def not_yet(self) -> int: ...


def words(numbers: Numbers, link: str = "") -> SafeString:
    """Return the four with their marks; each leads to its rows at `link` + kept, broken, open_late or not_yet."""
    return mark_safe(f'<p class="four">{"".join(_number(numbers, link, *w) for w in WORDS)}</p>')


def _number(numbers: Numbers, link: str, name: str, mark: str, text: str) -> str:
    words = f'<i class="{mark}"></i><b>{count(getattr(numbers, name))}</b> {escape(say(text))}'
    return f'<a href="{escape(link + name)}">{words}</a>' if link else f"<span>{words}</span>"


def bar(numbers: Numbers, label: str = "") -> SafeString:
    """Return the four as one bar; with nothing to show an empty track."""
    counts = [(mark, getattr(numbers, name), text) for name, mark, text in WORDS]
    total = sum(number for _, number, _ in counts)
    said = ", ".join(f"{count(number)} {say(text)}" for _, number, text in counts) if total else say("nothing yet")
    start = f'<svg class="bar" role="img" aria-label="{escape(f"{label}: {said}" if label else said)}">'
    if not total:
        return mark_safe(f'{start}<rect class="none" width="100%" height="100%"/></svg>')
    return mark_safe(f"{start}{_shares(counts, total)}</svg>")


def _shares(counts: list[tuple[str, int, str]], total: int) -> str:
    x, drawn = 0.0, []
    for mark, number, _ in counts:
        width = 100 * number / total
        if number:
            drawn.append(f'<rect class="{mark}" x="{x:.2f}%" width="{width:.2f}%" height="100%"/>')
        x += width
    return "".join(drawn)
