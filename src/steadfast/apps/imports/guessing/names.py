"""By which headers other systems call the fields of ours, and their words for ours: data, read once (names.toml)."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from steadfast.apps.imports.kinds import Field

NOT = "_not"
EDGE = re.compile(r"\W+")


def headers(kind: str, field: Field) -> list[str]:
    """Return what a field's column may be called, in small letters, the likelier first."""
    return [field.name.replace("_", " "), *_read("names")[kind].get(field.name, ())]


def opposites(kind: str, field: Field) -> Sequence[str]:
    """Return what a column may be called that says the opposite of a field, such as "disabled" of "active"."""
    found: Sequence[str] = _read("names")[kind].get(field.name + NOT, ())
    return found


def weak() -> frozenset[str]:
    """Return the words that tell nothing alone."""
    return frozenset(_read("names")["weak"].split())


def meant(kind: str, field: Field, word: str) -> str:
    """Return which of our words one of theirs means; "" where nobody can tell."""
    told: Mapping[str, Sequence[str]] = _read("words").get(kind, {}).get(field.name, {})
    return _first(told, word)


def in_use(word: str) -> bool | None:
    """Return whether a state of a record says that it is in use; None where nobody can tell."""
    found = _first(_read("words")["use"], word)
    return found == "yes" if found else None


def _first(told: Mapping[str, Sequence[str]], word: str) -> str:
    plain = " ".join(EDGE.split(word.casefold())).strip()
    parts = plain.split()
    for ours, theirs in told.items():
        if any(_stands(one, plain, parts) for one in theirs):
            return ours.strip()
    return ""


def _stands(one: str, plain: str, parts: Sequence[str]) -> bool:
    """Tell whether a word of the list stands in theirs: some words of it, or all of one ("=pc")."""
    exact = one.startswith("=")
    bare = " ".join(EDGE.split(one.removeprefix("="))).strip()
    if exact:
        return bare == plain or (len(bare) < 4 and bare in parts)
    return bare in plain if " " in bare else any(_begins(bare, part) for part in parts)


def _begins(bare: str, part: str) -> bool:
    return part.startswith(bare) or (len(bare) > 3 and part.endswith(bare)) or part == f"a{bare}ing"


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
