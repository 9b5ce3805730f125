"""Two tickets become one: what becomes of the promises on them. Pure; the preview and the merging both ask here.

Where the agreement owes the same outcome to the same creditor on both, it is owed once: the earlier due time counts,
and what falls due later is void. What has fallen due stays, so nothing broken leaves the figures. A word that was
given in a conversation stays by itself, and so does what is owed to somebody else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

type Claim = tuple[str, int, int | None]  # kind, creditor, its person


@dataclass(frozen=True, slots=True)
class Owed:
    """An open promise of ours: `by_clause` where an agreement made it and nobody's word. Keys are the caller's."""

    key: int
    kind: str
    creditor: int
    person: int | None
    due_at: datetime
    by_clause: bool

    @property
    def claim(self) -> Claim:
        return (self.kind, self.creditor, self.person)


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one: it goes on, or it is void because `instead` is owed sooner."""

    owed: Owed
    instead: Owed | None = None

    @property
    def is_void(self) -> bool:
        return self.instead is not None


def fates(staying: Sequence[Owed], coming: Sequence[Owed], *, now: datetime) -> list[Fate]:
    """Return what becomes of the promises on the ticket that stays and on the one that comes to it, in that order.

    Of two that fall due at the same instant that of the ticket that stays counts.
    """
    claims = {owed.claim for owed in staying if owed.by_clause} & {owed.claim for owed in coming if owed.by_clause}
    counts = {claim: _sooner(claim, [*staying, *coming]) for claim in claims}
    return [_fate(owed, counts.get(owed.claim), now) for owed in [*staying, *coming]]


def _sooner(claim: Claim, all_owed: Iterable[Owed]) -> Owed:
    return min((owed for owed in all_owed if owed.by_clause and owed.claim == claim), key=lambda owed: owed.due_at)


def _fate(owed: Owed, counts: Owed | None, now: datetime) -> Fate:
    if counts is None or owed is counts or not owed.by_clause or owed.due_at <= now:
        return Fate(owed)
    return Fate(owed, counts)
