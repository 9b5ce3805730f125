"""A time of day: 12:00, 9:30, 10am, 5:30 pm, noon. A bare 5 is none: nobody can tell morning from afternoon."""

import re
from datetime import time

from steadfast.domain.commitment.typed_promise.tokens import Tokens, word

_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?", re.ASCII)
_HALF = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?(am|pm|a\.m\.|p\.m\.)", re.ASCII)
_NOON = ("noon", "midday")
_HALVES = ("am", "pm", "a.m.", "p.m.", "a.m", "p.m")


def time_at(words: Tokens, place: int) -> tuple[time, int] | None:
    """Return the time that stands at a place and the place after it."""
    first, second = word(words, place), word(words, place + 1)
    if first in _NOON:
        return time(12), place + 1
    if second in _HALVES and (found := _half(first + second.rstrip("."))):
        return found, place + 2
    if found := _half(first):
        return found, place + 1
    match = _CLOCK.fullmatch(first)
    if match is None:
        return None
    hour, minute, second_ = int(match[1]), int(match[2]), int(match[3] or 0)
    return (time(hour, minute, second_), place + 1) if hour < 24 and minute < 60 and second_ < 60 else None


def _half(text: str) -> time | None:
    match = _HALF.fullmatch(text.replace("a.m", "am").replace("p.m", "pm").replace("am.", "am").replace("pm.", "pm"))
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return time(hour % 12 + (12 if match[3] == "pm" else 0), minute)
