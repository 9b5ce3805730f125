"""Ways in that come back to us in a mail: bounced, passed on, quoted. Many may read it here, so the ways end.

Mail knows no way in. Whoever makes them says which signs to look for and ends those that are found.
"""

from collections.abc import Callable
from datetime import datetime

from steadfast.apps.mail.reading.inside import inside

type End = Callable[[str, datetime], object]

_ends: list[End] = []


def when_overheard(end: End) -> None:
    """Register what ends the ways in that stand in a text; it is called for each text of each mail that is read."""
    if end not in _ends:
        _ends.append(end)


def end_ways_in(source: bytes, *, now: datetime) -> None:
    """End every way in that a mail holds."""
    for text in inside(source) if _ends else ():
        for end in _ends:
            end(text, now)
