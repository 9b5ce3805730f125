"""To whom a line may promise: what stands after @, after "to" or "for", or begins with a capital, likeliest first."""

import re

LONGEST = 5  # words of a name
MOST = 24  # candidates
_AT = re.compile(r"@(\S+(?: \S+){0,4})")
_TO = re.compile(r"(?<!\S)(?:to|for|with) (?=(\S.*))", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<!\S)([A-Z]\S*(?: [A-Z]\S*){0,4})")


def candidates(line: str) -> tuple[str, ...]:
    """Return names to look up, without repeating one; who they are only the register knows."""
    marked = [name for found in _AT.finditer(line) for name in _shorter(found[1])]
    told = [name for found in reversed(list(_TO.finditer(line))) for name in _shorter(found[1])]
    capital = [name for found in _CAPITAL.finditer(line) for name in _shorter(found[1])]
    return tuple(dict.fromkeys(marked or [*told, *capital]))[:MOST]


def _shorter(words: str) -> list[str]:
    """Return "Kestrel Dental please", "Kestrel Dental", "Kestrel"."""
    parts = words.split()[:LONGEST]
    return [bare for n in range(len(parts), 0, -1) if (bare := " ".join(parts[:n]).strip(",.;:!?()\"“”'’"))]
