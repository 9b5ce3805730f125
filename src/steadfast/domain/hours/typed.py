"""Minutes as people type them into one field: 15, 15 min, 1:30, 1 h 30, 1.5 h, 1,5 Std. A bare number is minutes."""

import re

MOST = 24 * 60
CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
HOURS = re.compile(
    r"(\d{0,3}(?:[.,]\d{1,3})?)\s*(?:h|hrs?|hours?|std\.?|stunden?)\s*(?:(\d{1,2})\s*(?:m|min\.?|minutes?|minuten)?)?"
)
MINUTES = re.compile(r"(\d{1,4})\s*(?:m|min\.?|mins|minutes?|minuten?)?")


class NotADuration(ValueError):
    """Nobody can tell how long that is, or it is nothing, or more than a day."""


def read(text: str) -> int:
    """Return the whole minutes that a text names, 1 to 1440; raise NotADuration."""
    minutes = _minutes(" ".join(text.split()).casefold())
    if minutes is None or not 0 < minutes <= MOST:
        raise NotADuration(text)
    return minutes


def _minutes(said: str) -> int | None:
    if found := CLOCK.fullmatch(said):
        return int(found[1]) * 60 + int(found[2])
    if found := MINUTES.fullmatch(said):
        return int(found[1])
    if (found := HOURS.fullmatch(said)) and found[1] not in {"", ".", ","}:
        return _of_hours(found[1].replace(",", ".")) + int(found[2] or 0)
    return None


def _of_hours(number: str) -> int:
    """Return the minutes of hours with decimals, half a minute counting as one; no float is asked."""
    whole, _, part = number.partition(".")
    thousandths = int(whole or 0) * 1000 + int((part + "000")[:3])
    return (thousandths * 60 + 500) // 1000
