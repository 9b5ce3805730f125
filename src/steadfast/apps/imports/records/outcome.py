"""What becomes of one row: pure, from what stands here, what the source said last, and what it says now.

A field that a hand changed here since the last import is kept and named; all else follows the source.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NOTHING = ("", None)
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`put`: the fields to write. `kept`: fields left alone although the source says otherwise: ours, theirs."""

    name: str  # new | changed | same
    put: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def new(said: Values) -> Outcome:
    """Return the outcome of a row that is not here yet."""
    return Outcome("new", dict(said))


def differ(present: Values, said_last: Values, said: Values) -> Outcome:
    """Return the outcome of a row that is here. A field the source never spoke of is filled in only where empty."""
    put, kept = {}, {}
    for name, theirs in said.items():
        if name not in present or (ours := present[name]) == theirs:
            continue
        if (name in said_last and ours == said_last[name]) or (name not in said_last and ours in NOTHING):
            put[name] = theirs
        else:
            kept[name] = (ours, theirs)
    return Outcome("changed" if put else "same", put, kept)
