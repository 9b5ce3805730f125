"""The hours of one day as people type them: "09:00–12:30, 13:30–17:00", "9-17", "closed", "all day".

read(write(spans)) == spans. Hours may run past midnight (22:00–06:00); they belong to the day on which they start.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from steadfast.domain import language
from steadfast.domain.language import known, say
from steadfast.domain.working_time.notation import DAYS

WEEKDAYS: Mapping[str, str] = dict(zip(DAYS, language.WEEKDAYS, strict=True))
ADVICE = known("Write hours such as 09:00–12:30, 13:30–17:00, or nothing.")
CLOSED = {"", "closed", "none", "geschlossen", "–", "-"}
ALL_DAY = {"all day", "ganztags", "24 h", "24h", "00:00–24:00"}
MOST = 24  # intervals of one day
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|to|bis)\s*(\d{1,2})(?:[:.](\d{2}))?", re.ASCII)

type Span = list[str]


class HoursTextError(ValueError):
    """What was typed are no hours; the message names the part and says what to write."""


def read(text: str) -> list[Span]:
    """Return [["09:00", "17:00"], …]; nothing for a day that is closed."""
    words = " ".join(text.lower().split())
    if words in CLOSED:
        return []
    if words in ALL_DAY:
        return [["00:00", "24:00"]]
    parts = [part.strip() for part in re.split(r"[,;]| and | und ", words)]
    if len(parts) > MOST:
        raise HoursTextError(f"{say('At most %(most)s stretches a day.', most=MOST)} {say(ADVICE)}")
    return [_span(part) for part in parts if part]


def write(spans: Iterable[Sequence[str]]) -> str:
    """Return the hours as text."""
    return ", ".join(f"{start}–{end}" for start, end in spans)


def _span(part: str) -> Span:
    match = _SPAN.fullmatch(part)
    if match is None:
        raise HoursTextError(f"{say('“%(part)s” are no hours.', part=part[:40])} {say(ADVICE)}")
    start, end = (_time(match[hour], match[hour + 1], part) for hour in (1, 3))
    if start == "24:00":
        raise HoursTextError(say("“%(part)s”: 24:00 can only end a stretch.", part=part))
    if start == end:
        raise HoursTextError(say("“%(part)s” starts when it ends; write “all day” for the whole day.", part=part))
    return [start, end]


def _time(hour: str, minute: str | None, part: str) -> str:
    at = int(hour) * 60 + int(minute or 0)
    if at > 24 * 60 or int(minute or 0) > 59:
        raise HoursTextError(f"{say('“%(part)s” names no time of a day.', part=part)} {say(ADVICE)}")
    return f"{at // 60:02}:{at % 60:02}"
