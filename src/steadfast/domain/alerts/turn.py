"""What one more notice does to an alert that may be known. Pure: the same notices in the same order end the same.

An alert is in exactly one place: on a ticket, in maintenance, recovered before anything opened, or refused with why.
"""

from dataclasses import dataclass

FATES = ("ticket", "maintenance", "recovered", "refused")


@dataclass(frozen=True, slots=True)
class Known:
    """An alert as it stands. `order`: the number of the last notice of it. `fate` "": not placed yet."""

    fate: str
    firing: bool
    order: int


@dataclass(frozen=True, slots=True)
class Turn:
    """`old`: told before, nothing changes. `place`: it needs a place. `returns`: it fires again on its ticket."""

    firing: bool
    fate: str
    old: bool = False
    place: bool = False
    returns: bool = False
    recovers: bool = False


def turn(known: Known | None, *, firing: bool, order: int) -> Turn:
    """Return what a notice does. One that is told again (`order` not later) changes only what was refused."""
    if known is None:
        return Turn(firing=True, fate="", place=True) if firing else Turn(firing=False, fate="recovered")
    if order < known.order or (order == known.order and known.fate != "refused"):
        return Turn(firing=known.firing, fate=known.fate, old=True)
    if known.firing:
        again = firing and known.fate == "refused"
        recovers = not firing
        return Turn(firing=firing, fate="" if again else known.fate, place=again, recovers=recovers)
    if not firing:
        return Turn(firing=False, fate=known.fate)
    if known.fate == "ticket":
        return Turn(firing=True, fate="ticket", returns=True)
    return Turn(firing=True, fate="", place=True)


def settled(fate: str, *, firing: bool) -> str:
    """Return where an alert is that recovered before it got a place."""
    return "recovered" if not fate and not firing else fate
