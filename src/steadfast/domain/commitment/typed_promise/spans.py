"""A span from now on: within 4 working hours, in 90 min, in half an hour, in 3 days."""

import re
from dataclasses import dataclass

from steadfast.domain.commitment.typed import DurationError, seconds
from steadfast.domain.commitment.typed_promise.tokens import Tokens, word

NUMBERS = {
    name: str(n)
    for n, name in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {"a": "1", "an": "1"}
OPEN = ("working", "business", "open", "office")
UNITS = {"hrs": "hours", "hr": "hour", "mins": "minutes"}
DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
LONGEST = 4  # words: "4 h 30 min"
_WHOLE = re.compile(r"[0-9]{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """So many seconds or days from now on; `open` seconds count on a calendar."""

    seconds: int = 0
    days: int = 0
    open: bool = False


def span_at(words: Tokens, place: int) -> tuple[Span, int] | None:
    """Return the span that stands at a place and the place after it."""
    if [word(words, place), word(words, place + 1)] == ["the", "next"]:
        place += 2
    if [word(words, place + step) for step in range(3)] == ["half", "an", "hour"]:
        return Span(1800), place + 3
    number = NUMBERS.get(word(words, place), word(words, place))
    is_open = word(words, place + 1) in OPEN
    unit = word(words, place + 1 + is_open)
    if unit in DAYS and _WHOLE.fullmatch(number):
        return Span(days=int(number) * DAYS[unit], open=is_open), place + 2 + is_open
    return _duration(words, place, number, is_open)


def _duration(words: Tokens, place: int, number: str, is_open: bool) -> tuple[Span, int] | None:
    """Return the longest run of words that is a duration; an open one may say so after its number or after its unit."""
    rest = [UNITS.get(word(words, place + n), word(words, place + n)) for n in range(LONGEST + 1)]
    said = [number, *rest[1 + is_open :]]
    for length in range(min(LONGEST, len(words) - place - is_open), 0, -1):
        try:
            found = seconds(" ".join(said[:length]))
        except DurationError:
            continue
        end = place + length + is_open
        if word(words, end) in OPEN and word(words, end + 1) in ("time", "hours"):
            return Span(found, open=True), end + 2
        return Span(found, open=is_open), end
    return None
