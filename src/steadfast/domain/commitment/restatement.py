"""Restatements: what a later fact did to the stated figures of a closed month, by name and in words.

Settled: what was open and late was done late or taken back. It was broken before and is broken now, so neither kept
nor fell due changed. Restated: any other change.
"""

from dataclasses import dataclass
from typing import Literal

from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.domain.language import count, known, say

WORDS = {
    "kept": known("kept"),
    "kept_late": known("kept late"),
    "withdrawn": known("withdrawn"),
    "open_late": known("open and late"),
    "released": known("released"),
    "void": known("void"),
    "renegotiated": known("renegotiated"),
    "felt_kept": known("kept as the client felt it"),
}
SETTLING = {"kept_late", "withdrawn", "open_late"}


@dataclass(frozen=True, slots=True)
class Change:
    """By how much each count differs from what was stated before; counts that stayed are not in it."""

    counts: dict[str, int]

    @property
    def name(self) -> Literal["settled", "restated"]:
        moved = set(self.counts) <= SETTLING and sum(self.counts.values()) == 0
        return "settled" if moved and self.counts.get("open_late", 0) < 0 else "restated"

    def __str__(self) -> str:
        """Return the change in words: "2 more kept late, 2 fewer open and late"."""
        parts = [(by, WORDS[name]) for name, by in self.counts.items()]
        ordered = sorted(parts, key=lambda part: part[0] < 0)
        return ", ".join(
            say("%(n)s more %(verdict)s", n=count(by), verdict=say(word))
            if by > 0
            else say("%(n)s fewer %(verdict)s", n=count(-by), verdict=say(word))
            for by, word in ordered
        )


def change(before: FourNumbers, after: FourNumbers) -> Change | None:
    """Return how two statements of a month differ, or None where they do not."""
    counts = {name: getattr(after, name) - getattr(before, name) for name in WORDS}
    counts = {name: by for name, by in counts.items() if by}
    return Change(counts) if counts else None
