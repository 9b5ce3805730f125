"""The four numbers by month, stacked from kept upwards. The page keeps the table behind the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

from steadfast.domain.language import count, say
from steadfast.foundation.drawings import frame
from steadfast.foundation.drawings.four import WORDS, Numbers


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its short label, its numbers, and where its rows are."""

    label: str
    numbers: Numbers
    url: str = ""


def svg(months: Sequence[Month], title: str) -> SafeString:
    top = max((_total(m.numbers) for m in months), default=0) or 1
    wide = frame.step(len(months))
    columns = "".join(_column(m, i * wide, wide, top) for i, m in enumerate(months))
    marks = [(count(number), number / top) for number in range(0, top + 1, _round(top))]
    about = say("The most in one month: %(count)s.", count=count(top))
    body = frame.across(marks) + columns + frame.below([m.label for m in months])
    return frame.drawing("months", title, about, body)


def _round(top: int) -> int:
    """Return the step between the lines across: 1, 2 or 5 with noughts, so that there are two to five of them."""
    step = 1
    while step * 5 <= top:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return step


def _column(month: Month, x: float, wide: float, top: int) -> str:
    done, parts = 0, []
    for name, mark, _ in WORDS:
        number = getattr(month.numbers, name)
        if number:
            parts.append(_block(mark, x + wide * 0.15, wide * 0.7, done / top, (done + number) / top))
        done += number
    said = ", ".join(f"{count(getattr(month.numbers, name))} {say(text)}" for name, _, text in WORDS)
    label = escape(f"{month.label}: {said}")
    body = f"<g><title>{label}</title>{''.join(parts)}</g>"
    return f'<a href="{escape(month.url)}" aria-label="{label}">{body}</a>' if month.url and parts else body


def _block(mark: str, x: float, width: float, low: float, high: float) -> str:
    tall = frame.height(low) - frame.height(high)
    return (
        f'<rect class="{mark}" x="{x:.2f}%" y="{frame.height(high):.2f}%" width="{width:.2f}%" height="{tall:.2f}%"/>'
    )


def _total(numbers: Numbers) -> int:
    return numbers.kept + numbers.broken + numbers.open_late + numbers.not_yet
