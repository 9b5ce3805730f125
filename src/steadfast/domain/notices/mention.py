"""Who is meant: @Ines, or @ and a whole name. A first name that two people bear means neither of them."""

import re
from collections import Counter
from collections.abc import Mapping


def mentioned(text: str, names: Mapping[int, str]) -> frozenset[int]:
    """Return the keys of the people that a text mentions, in any case of their letters."""
    if "@" not in text:
        return frozenset()
    said = text.casefold()
    first = Counter(_first(name) for name in names.values())
    return frozenset(
        key
        for key, name in names.items()
        if _stands(said, name.casefold()) or (first[_first(name)] == 1 and _stands(said, _first(name)))
    )


def _first(name: str) -> str:
    return name.casefold().split()[0] if name.split() else ""


def _stands(text: str, name: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w)@{re.escape(name)}(?!\w)", text) is not None
