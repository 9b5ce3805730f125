"""Who is meant: @Ines, or @ and a whole name, the longest that fits. A first name that two bear means neither."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping


def mentioned(text: str, names: Mapping[int, str]) -> frozenset[int]:
    """Return the keys of the people that a text mentions, in any case of their letters."""
    bearers = _bearers(names) if "@" in text else {}
    if not bearers:
        return frozenset()
    longest_first = "|".join(re.escape(name) for name in sorted(bearers, key=len, reverse=True))
    said = re.findall(rf"(?<!\w)@({longest_first})(?!\w)", text.casefold())
    return frozenset(key for name in said for key in bearers[name])


def _bearers(names: Mapping[int, str]) -> Mapping[str, set[int]]:
    """Return whom each name means that can stand behind an @: whole ones, and first ones of one person alone."""
    whole = {key: name.strip().casefold() for key, name in names.items() if name.strip()}
    alike = Counter(name.split()[0] for name in whole.values())
    found: dict[str, set[int]] = defaultdict(set)
    for key, name in whole.items():
        found[name].add(key)
        if alike[name.split()[0]] == 1:
            found[name.split()[0]].add(key)
    return found
