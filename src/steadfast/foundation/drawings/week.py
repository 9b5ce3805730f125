"""A calendar's week as SVG: seven columns, Monday first, with the open spans of each day."""

from collections.abc import Iterable, Mapping

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from steadfast.domain import language
from steadfast.domain.language import listed, say

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 1_440
LEFT, TOP, COLUMN, GAP, TALL = 34, 20, 44, 6, 168
Span = tuple[str, str]


def svg(weekly: Mapping[str, Iterable[Span]], label: str = "") -> SafeString:
    """Return the week of `{"mon": [("08:00", "17:00")], …}`; one that does not end after it starts passes midnight."""
    bars = "".join(_bar(*bar) for bar in _bars(weekly))
    box = f"0 0 {LEFT + 7 * (COLUMN + GAP)} {TOP + TALL + 6}"
    said = escape(f"{label or say('Open hours')}: {in_words(weekly)}")
    return mark_safe(f'<svg class="week" viewBox="{box}" role="img" aria-label="{said}">{_ground()}{bars}</svg>')


def in_words(weekly: Mapping[str, Iterable[Span]]) -> str:
    """Return "Mon–Fri 08:00–17:00, Sat 09:00–12:00": neighbors with the same hours are said once."""
    groups: list[tuple[list[str], str]] = []
    for day, name in zip(DAYS, language.reader().days, strict=True):
        hours = listed([f"{start}–{end}" for start, end in weekly.get(day, ())])
        if groups and groups[-1][1] == hours:
            groups[-1][0].append(name)
        else:
            groups.append(([name], hours))
    told = [f"{days[0]}–{days[-1]} {hours}" if days[1:] else f"{days[0]} {hours}" for days, hours in groups if hours]
    return ", ".join(told) or say("never open")


def _bars(weekly: Mapping[str, Iterable[Span]]) -> Iterable[tuple[int, int, int, str]]:
    """Yield (column, from minute, to minute, words), with what runs past midnight as a second bar."""
    for column, day in enumerate(DAYS):
        for start, end in weekly.get(day, ()):
            first, last = _minutes(start), _minutes(end)
            words = f"{language.reader().days[column]} {start}–{end}"
            if last > first:
                yield column, first, last, words
            else:
                yield column, first, DAY_MINUTES, words
                if last:
                    yield (column + 1) % 7, 0, last, words


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")[:2]
    return int(hours) * 60 + int(minutes)


def _y(minute: int) -> float:
    return TOP + TALL * minute / DAY_MINUTES


def _bar(column: int, first: int, last: int, words: str) -> str:
    x = LEFT + column * (COLUMN + GAP)
    return (
        f'<rect class="open" x="{x}" y="{_y(first):.1f}" width="{COLUMN}" height="{_y(last) - _y(first):.1f}" rx="3">'
        f"<title>{escape(words)}</title></rect>"
    )


def _ground() -> str:
    columns = "".join(
        f'<rect class="day" x="{LEFT + i * (COLUMN + GAP)}" y="{TOP}" width="{COLUMN}" height="{TALL}" rx="3"/>'
        f'<text x="{LEFT + i * (COLUMN + GAP) + COLUMN / 2}" y="12" text-anchor="middle">{escape(day)}</text>'
        for i, day in enumerate(language.reader().days)
    )
    hours = "".join(
        f'<text x="{LEFT - 6}" y="{_y(h * 60) + 4:.1f}" text-anchor="end">{h:02d}</text>' for h in (0, 6, 12, 18, 24)
    )
    return columns + hours
