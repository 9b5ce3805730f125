"""Durations as people type them, read into whole seconds: "4 h 30", "90 min", "1h30m", "4:30", "1.5 h", "45 s".

A bare number is refused: nobody can tell whether 8 means hours or minutes.
"""

import re

from steadfast.domain.language import count, say

MOST = 10**9  # seconds; what a clause of an agreement may hold at most
UNITS = {"h": 3_600, "hour": 3_600, "hours": 3_600, "m": 60, "min": 60, "minute": 60, "minutes": 60, "s": 1, "sec": 1}
UNITS |= {"std": 3_600, "stunde": 3_600, "stunden": 3_600, "minuten": 60}  # as a German page says them
_CLOCK = re.compile(r"([0-9]{1,6}):([0-5][0-9])", re.ASCII)
_PART = re.compile(r"([0-9]{1,12}(?:[.,][0-9]{1,3})?)\s*([a-z]+)\s*", re.ASCII)
_DAYS = re.compile(r"([0-9]{1,6})\s*(?:d|days?|tage?)", re.ASCII)
_MINUTES = re.compile(r"([0-5]?[0-9])", re.ASCII)


class DurationError(ValueError):
    """What was typed is no duration, or none that can be promised; the message says what to type."""


def seconds(text: str) -> int:
    """Return whole seconds, 0 to MOST; raise DurationError for anything else."""
    words = text.strip().lower()
    if words.startswith(("-", "−")):
        raise DurationError(say("A target cannot be negative."))
    found = _by_clock(words)
    if found is None:
        found = _by_units(words)
    if found > MOST:
        raise DurationError(say("A target can be at most %(hours)s h.", hours=count(MOST // 3_600)))
    return found


def _by_clock(words: str) -> int | None:
    match = _CLOCK.fullmatch(words)
    return int(match[1]) * 3_600 + int(match[2]) * 60 if match else None


def _by_units(words: str) -> int:
    """Return the sum of the parts; after hours the minutes may stand without their unit, as in "4 h 30"."""
    total, last, at = 0.0, "", 0
    for part in _PART.finditer(words):
        if part.start() != at or part[2] not in UNITS:
            break
        total += float(part[1].replace(",", ".")) * UNITS[part[2]]
        last, at = part[2], part.end()
    rest = words[at:]
    minutes = _MINUTES.fullmatch(rest)
    if minutes and last.startswith("h"):
        return round(total) + int(minutes[1]) * 60
    if rest or not last:
        raise DurationError(say("Write hours and minutes, such as 4 h 30 or 45 min."))
    return round(total)


def calendar_seconds(text: str) -> int:
    """Return time on the wall in whole seconds: whole days ("5 days"), or hours and minutes as in `seconds`."""
    match = _DAYS.fullmatch(text.strip().lower())
    if match is None:
        return seconds(text)
    found = int(match[1]) * 86_400
    if found > MOST:
        raise DurationError(say("It can be at most %(days)s days.", days=count(MOST // 86_400)))
    return found
