"""What the rules look at: one open ticket as it stands, and what we owe on it."""

from dataclasses import dataclass
from datetime import datetime

from steadfast.domain.forecast.history import Chance
from steadfast.domain.working_time import Hours


@dataclass(frozen=True, slots=True)
class Owed:
    """An open promise of ours: its kind, when it falls due, and what became of others as old, if enough is known."""

    kind: str
    due_at: datetime
    chance: Chance | None = None


@dataclass(frozen=True, slots=True)
class Lowered:
    """A change of priority that put a due time off: when, and from when until when the promise had run before."""

    at: datetime
    promised_at: datetime
    from_due: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """`said_at`: the last word between the client and us; `dodged_at`: a due time put off after it was missed.

    `untouched`: it came by import and nobody here has touched it since. `known_hands`: it was opened here, so that
    how it changed hands is known; `between_teams` of its ping-pong was between teams.
    """

    priority: str
    waits: bool
    opened_at: datetime
    hours: Hours
    owed: tuple[Owed, ...] = ()
    answered: bool = False
    said_at: datetime | None = None
    said_by: str = ""
    bounces: int = 0
    ping_pong: int = 0
    between_teams: int = 0
    handed_at: datetime | None = None
    dodged_at: datetime | None = None
    lowered: Lowered | None = None
    untouched: bool = False
    known_hands: bool = True
