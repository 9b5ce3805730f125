"""Which column is which field: by its header first, then by what its values look like."""

import re
from collections.abc import Sequence

from steadfast.apps.imports.guessing.profile import Column, Profile
from steadfast.apps.imports.kinds import Field

BREAK = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^\w]+|_+")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
EXACT, ALL_WORDS, SHAPED = 100, 60, 20


def plain(header: str) -> str:
    """Return a header in small letters with single spaces: "AccountName" and "account_name" are "account name"."""
    return " ".join(BREAK.sub(" ", header).casefold().split())


def columns(fields: Sequence[Field], profile: Profile) -> dict[str, str]:
    """Return the column of each field that can be told; no column twice, the surest pair first."""
    pairs = [
        (fit, -place, field.name, column.name)
        for field in fields
        for place, column in enumerate(profile.columns)
        if (fit := fits(field, column))
    ]
    found: dict[str, str] = {}
    for _, _, name, column in sorted(pairs, reverse=True):
        if name not in found and column not in found.values():
            found[name] = column
    return _complete(fields, found)


def fits(field: Field, column: Column) -> int:
    """Return how well a column fits a field, 0 for not at all."""
    header = plain(column.name)
    names = [field.name.replace("_", " "), *field.synonyms]
    for place, name in enumerate(names):
        if header == name:
            return EXACT - min(place, 30) + _shape(field, column)
    words = set(header.split())
    if any(set(name.split()) <= words for name in names if " " in name):
        return ALL_WORDS + _shape(field, column)
    return SHAPED if field.shape == "email" and _shape(field, column) > 0 else 0


def _shape(field: Field, column: Column) -> int:
    """Return a little for values that look right, and much less for those that cannot be."""
    if field.shape != "email" or not column.samples:
        return 0
    return 5 if all(MAIL.fullmatch(text) for text in column.samples) else -EXACT


def _complete(fields: Sequence[Field], found: dict[str, str]) -> dict[str, str]:
    """Let a key stand for the name, or the name for the key, where only one of them is there."""
    needed = {field.name for field in fields if field.needed}
    for name, other in (("key", "name"), ("name", "key")):
        if name in needed and name not in found and other in found:
            found[name] = found[other]
    return found
