"""Five years of promises, invented: one seeded generator of what a large register holds, five to a subject.

Plain values and nothing else. Instants are seconds since 1970; client, owner and team are places in their lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from steadfast.config.bench.world import CLIENTS, CONTACTS, DAY, HOUR, SEED, TECHNICIANS

YEARS = 5
TEAMS = 3
AHEAD = 14 * DAY  # the last promises fall due so long after the end
KINDS = ("first response", "resolution", "next update", "promise", "promise")  # those of one subject
TARGET = {"P1": 4 * HOUR, "P2": 8 * HOUR, "P3": 2 * DAY, "P4": 5 * DAY}
PRIORITIES = {"P1": 0.05, "P2": 0.2, "P3": 0.4, "P4": 0.35}
DIRECTIONS = {"ours": 0.8, "theirs": 0.14, "inside": 0.06}  # of what was promised in words; an agreement binds us
ENDS = {"kept": 0.90, "late": 0.06, "open": 0.005, "withdrawn": 0.01, "released": 0.015, "void": 0.01}
WAITED, MOVED = 0.15, 0.02  # shares whose clock was paused, and whose due time was given up for a later one


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise. `done`: by when it was fulfilled; `closed`: when it left the register otherwise, `closed_as` so."""

    kind: str
    priority: str
    direction: str
    promised: int
    first_due: int
    felt_due: int
    due: int
    moved: bool
    done: int | None
    closed: int | None
    closed_as: str | None


@dataclass(frozen=True, slots=True)
class Work:
    """A subject with its promises."""

    opened: int
    client: int
    contact: int
    owner: int
    team: int
    promises: tuple[Promise, ...]


def work(subjects: int, until: int, seed: int = SEED) -> Iterator[Work]:
    """Yield subjects in the order of opening, evenly over the years before `until`. Load by client is Zipf-like."""
    random = Random(seed)
    share = list(accumulate(1 / (place + 6) for place in range(1, CLIENTS + 1)))
    span = YEARS * 365 * DAY + AHEAD
    for number in range(subjects):
        opened = until - YEARS * 365 * DAY + number * span // subjects - AHEAD
        priority = random.choices(list(PRIORITIES), list(PRIORITIES.values()))[0]
        yield Work(
            opened=opened,
            client=random.choices(range(CLIENTS), cum_weights=share)[0],
            contact=random.randrange(CONTACTS),
            owner=random.randrange(TECHNICIANS),
            team=random.choices(range(TEAMS), (6, 3, 1))[0],
            promises=tuple(_promise(kind, opened, priority, until, random) for kind in KINDS),
        )


def _promise(kind: str, opened: int, priority: str, until: int, random: Random) -> Promise:
    """Return a promise; one that was made in words has no priority and may be anybody's."""
    in_words = kind == "promise"
    promised = opened + int(random.random() * DAY) if in_words else opened
    felt = promised + int(TARGET[priority] * (0.5 + random.random()))
    first = felt + int(2 * DAY * random.random()) if random.random() < WAITED else felt
    moved = random.random() < MOVED
    due = first + int(7 * DAY * random.random()) if moved else first
    done, closed, closed_as = _end(promised, due, until, random)
    direction = random.choices(list(DIRECTIONS), list(DIRECTIONS.values()))[0] if in_words else "ours"
    return Promise(
        kind, "" if in_words else priority, direction, promised, first, felt, due, moved, done, closed, closed_as
    )


def _end(promised: int, due: int, until: int, random: Random) -> tuple[int | None, int | None, str | None]:
    """Return (done, closed, closed as); what would end after `until` is open."""
    end = random.choices(list(ENDS), list(ENDS.values()))[0]
    if end == "open":
        return None, None, None
    late = end in ("late", "withdrawn")
    at = due + 1 + int(random.expovariate(1 / DAY)) if late else promised + int((due - promised) * random.random())
    if at > until:
        return None, None, None
    if end in ("kept", "late"):
        return at, at, "fulfilled"
    return None, at, end
