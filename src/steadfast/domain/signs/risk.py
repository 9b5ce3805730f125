"""Which clients are at risk, said line by line. There is no score: a client is listed for the lines that speak."""

from collections.abc import Mapping
from dataclasses import dataclass

from steadfast.domain.measures import interval

BROKEN_SHARE = 0.2
"""One promise in five, for certain: the lower end of the interval of the broken share lies above it."""
OPEN_LATE = 3
"""One late promise is a slip, two may be one cause; three are felt as a habit."""
USED_TO_CALL, QUIET_DAYS, BEFORE_DAYS = 6, 60, 180
"""Six tickets in half a year and then none for two months: whoever stops calling has stopped expecting help."""


@dataclass(frozen=True, slots=True)
class Past:
    """Of one client: what fell due of ours in 90 days, what of it was broken or is open and late, tickets opened."""

    fell_due: int = 0
    broken: int = 0
    open_late: int = 0
    lately: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One reason, with the figures that its words are made of."""

    reason: str
    figures: Mapping[str, int]


def lines(past: Past) -> list[Line]:
    """Return why a client is at risk; nothing where nothing speaks for it."""
    found = []
    share = interval.wilson(past.broken, past.fell_due)
    if share is not None and share[0] > BROKEN_SHARE:
        low, high = (round(end * 100) for end in share)
        figures = {"broken": past.broken, "fell_due": past.fell_due, "low": low, "high": high}
        found.append(Line("broken", figures))
    if past.open_late >= OPEN_LATE:
        found.append(Line("open late", {"n": past.open_late}))
    if past.lately == 0 and past.before >= USED_TO_CALL:
        found.append(Line("silent", {"before": past.before}))
    return found
