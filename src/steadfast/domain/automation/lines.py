"""The lines of a checklist as people type them: an item a line, `!` before what must be done before resolving.

Marks with which lists are written elsewhere ("- ", "* ", "[ ] ") are no part of an item.
"""

import re
from dataclasses import dataclass

LONGEST = 200
MOST = 50
MARK = re.compile(r"^(?:[-*•]\s+|\[[ xX]?\]\s*)+")


@dataclass(frozen=True, slots=True)
class Line:
    """An item: its words, and whether it must be done first."""

    words: str
    must: bool


def read(text: str) -> list[Line]:
    """Return the items of a text, in order; empty lines are none, and the same words count once."""
    found: dict[str, Line] = {}
    for raw in text.splitlines():
        bare = MARK.sub("", " ".join(raw.split()))
        words = MARK.sub("", bare.removeprefix("!").strip())
        if words:
            found.setdefault(words.casefold(), Line(words, bare.startswith("!")))
    return list(found.values())


def too_long(text: str) -> list[str]:
    """Return the items that no list could show, cut short."""
    return [f"{line.words[:40]}…" for line in read(text) if len(line.words) > LONGEST]
