"""Why time is billed or not. Nobody who works is asked: it follows from the work and from what the agreement covers.

Who keeps the books may change it later, with a reason; the minutes stay what they were.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from steadfast.domain.language import known


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its key is stored, its words are shown."""

    key: str
    words: str
    billable: bool


REASONS: Mapping[str, Reason] = {
    one.key: one
    for one in (
        Reason("outside", known("outside the agreement"), billable=True),
        Reason("project", known("project"), billable=True),
        Reason("covered", known("covered by the agreement"), billable=False),
        Reason("goodwill", known("goodwill"), billable=False),
        Reason("our fault", known("our fault"), billable=False),
        Reason("inside", known("inside the practice"), billable=False),
    )
}
OF_CLIENTS = tuple(key for key in REASONS if key != "inside")
BLOCKS = (1, 5, 6, 10, 15, 30, 60)


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says about time: kinds of tickets that it covers, the block and the least that is billed."""

    covers: frozenset[str] = field(default_factory=lambda: frozenset({"incident", "request"}))
    block: int = 1
    least: int = 0


def usual(kind: str | None, terms: Terms | None) -> Reason:
    """Return the reason that follows from the work: `kind` of the ticket, none without one; terms, none without any."""
    if terms is None or kind is None:
        return REASONS["outside"]
    return REASONS["covered" if kind in terms.covers else "outside"]


def billed(minutes: int, terms: Terms | None) -> int:
    """Return the minutes on the bill for true minutes of one ticket on one day: whole blocks, never under the least.

    Nothing stays nothing. It is a figure beside the true minutes, which it never replaces.
    """
    if minutes <= 0 or terms is None:
        return max(minutes, 0)
    return -(-max(minutes, terms.least) // terms.block) * terms.block
