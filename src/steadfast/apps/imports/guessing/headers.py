"""Which column is which field: by its header first, then by what its values look like; and by what it was told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from steadfast.apps.imports.guessing import names
from steadfast.apps.imports.guessing.profile import Column, Profile
from steadfast.apps.imports.kinds import Field

BREAK = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^\w]+|_+")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
EXACT, ALL_WORDS, ONE_WORD, SHAPED = 100, 60, 40, 20


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a column fits a field, 0 for not at all. `why`: named, words, word, values, or "" for not at all."""

    score: int
    why: str = ""
    told: str = ""  # the words of the header that told it
    opposite: bool = False  # it says the opposite, such as "disabled" of "active"


NONE = Fit(0)


def plain(header: str) -> str:
    """Return a header in small letters with single spaces: "AccountName" and "account_name" are "account name"."""
    return " ".join(BREAK.sub(" ", header).casefold().split())


def columns(kind: str, fields: Sequence[Field], profile: Profile) -> dict[str, str]:
    """Return the column of each field that can be told; no column twice, the surest pair first."""
    pairs = [
        (fit, -place, field.name, column.name)
        for field in fields
        for place, column in enumerate(profile.columns)
        if (fit := fits(kind, field, column).score) > 0
    ]
    found: dict[str, str] = {}
    for _, _, name, column in sorted(pairs, reverse=True):
        if name not in found and column not in found.values():
            found[name] = column
    return _complete(fields, found)


def fits(kind: str, field: Field, column: Column) -> Fit:
    """Return how well a column fits a field, and by what that was told."""
    header = plain(column.name)
    found = _named(kind, field, header) or _in_part(kind, field, header)
    shape = _shape(field, column)
    if found is not None:
        return Fit(found.score + shape, found.why, found.told, found.opposite) if found.score + shape > 0 else NONE
    return Fit(SHAPED, "values") if field.shape == "email" and shape > 0 else NONE


def _named(kind: str, field: Field, header: str) -> Fit | None:
    called = names.headers(kind, field)
    if header in called:
        return Fit(EXACT - min(called.index(header), 30), "named", header)
    if header in names.opposites(kind, field):
        return Fit(EXACT - 31, "named", header, opposite=True)
    return None


def _in_part(kind: str, field: Field, header: str) -> Fit | None:
    """Return a fit by some words of a header: all words of one of its names, or a telling one at an end of it."""
    words = header.split()
    called = names.headers(kind, field)
    for name in called:
        if " " in name and set(name.split()) <= set(words):
            return Fit(ALL_WORDS, "words", name)
    ends = {words[0], words[-1]} - names.weak() if words else set()
    told = next((name for name in called if name in ends), "")
    return Fit(ONE_WORD, "word", told) if told else None


def _shape(field: Field, column: Column) -> int:
    """Return a little for values that look right, and much less for those that cannot be."""
    if not column.samples:
        return 0
    if field.shape == "email":
        return 5 if all(MAIL.fullmatch(text.strip()) for text in column.samples) else -EXACT
    if field.shape in ("date", "instant"):
        return 5 if column.forms else -EXACT
    if field.shape in ("choice", "yes or no") and not column.words:
        return -ALL_WORDS  # so many words mean something else
    return 0


def _complete(fields: Sequence[Field], found: dict[str, str]) -> dict[str, str]:
    """Let a key stand for the name, or the name for the key, where only one of them is there."""
    needed = {field.name for field in fields if field.needed}
    for name, other in (("key", "name"), ("name", "key")):
        if name in needed and name not in found and other in found:
            found[name] = found[other]
    return found
