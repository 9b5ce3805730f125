"""What the words of a column mean of ours, as far as they can be guessed: a person sees each beside its guess."""

import re
from collections.abc import Mapping
from typing import Any

from steadfast.apps.imports.guessing import headers, names
from steadfast.apps.imports.guessing.profile import Profile
from steadfast.apps.imports.kinds import Field

YES, NO = ("true", "yes", "1", "y"), ("false", "no", "0", "n")
DIGIT = re.compile(r"(?<!\d)[1-5](?!\d)")


def table(field: Field, body: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    """Return a table from the words of a column that are not ours already to ours, as far as they can be guessed."""
    column = profile.column(profile.chosen(body["columns"].get(field.name, "")))
    if column is None or field.shape not in ("choice", "yes or no") or field.name == "state":
        return {}
    opposite = headers.fits(body["kind"], field, column).opposite
    ours = {value.casefold() for value, _ in field.choices} or {*YES, *NO}
    if column.words and not opposite and all(word.strip().casefold() in ours for word in column.words):
        return {}
    return {word: guess for word in column.words if (guess := meant(body["kind"], field, word, opposite)) is not None}


def meant(kind: str, field: Field, word: str, opposite: bool = False) -> Any:
    """Return which of ours a word means: ours itself, its digit, or a word that other systems use for it. Else None."""
    plain = word.strip().casefold()
    if field.shape == "yes or no":
        said = _flag(field, plain)
        return said if said is None or not opposite else not said
    own = next((value for value, label in field.choices if plain in (value.casefold(), str(label).casefold())), "")
    found = own or _digit(field, plain) or names.meant(kind, field, word)
    return (int(found) if field.name in ("impact", "urgency") else found) if found else None


def _flag(field: Field, plain: str) -> bool | None:
    if plain in YES or plain in NO:
        return plain in YES
    return names.in_use(plain) if field.name == "active" else None


def _digit(field: Field, plain: str) -> str:
    """Return the choice whose figure stands in a word, such as P1 for "Priority 1 - Critical"."""
    figure = DIGIT.search(plain)
    return next((value for value, _ in field.choices if figure and value.lstrip("P") == figure[0]), "")
