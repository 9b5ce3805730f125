"""The invented world that is measured: one seeded generator, so that every program and every run gets the same rows.

Plain Python and nothing else: the peer's process imports it, too. Instants are seconds since 1970.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from steadfast.config.bench.words import Texts

SEED = 20260701
CLIENTS, CONTACTS, TECHNICIANS = 200, 3, 20
DAY, HOUR, MINUTE = 86_400, 3_600, 60
DAYS = 365
STATES = {"new": 0.06, "in progress": 0.12, "waiting": 0.07, "resolved": 0.10, "closed": 0.65}
PRIORITIES = {"P4": 0.4, "P3": 0.4, "P2": 0.2}
STRETCH = 49 * DAY  # of closed tickets of years past: whole weeks, so that a copy of it falls on the same weekdays
LONGEST = 25 * DAY  # life of one of them


@dataclass(frozen=True, slots=True)
class Said:
    """A message: public (to the client), inside or heard (from the client)."""

    at: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """One ticket with all that happened to it; client, contact and technician are places in their lists."""

    opened: int
    state: str
    priority: str
    client: int
    contact: int
    technician: int
    title: str
    text: str
    said: tuple[Said, ...]
    resolved: int | None
    closed: int | None

    @property
    def is_taken(self) -> bool:
        return self.state != "new"


def tickets(count: int, until: int, seed: int = SEED) -> Iterator[Ticket]:
    """Yield tickets in the order of opening, the last of them opened shortly before `until`.

    Load by client is Zipf-like: the third of 200 has 3.2 %, as in the baseline of the peers. What is not closed lies
    nearer to the end of the year than what is.
    """
    random = Random(seed)
    yield from _told([(until - age, state) for age, state in _ages(count, random)], until, random)


def closed(count: int, since: int, seed: int = SEED) -> Iterator[Ticket]:
    """Yield tickets in the order of opening, all opened within the STRETCH from `since` and closed LONGEST after it."""
    random = Random(f"closed {seed}")
    opened = sorted(since + int(STRETCH * random.random()) for _ in range(count))
    yield from _told([(at, "closed") for at in opened], since + STRETCH + LONGEST, random)


def _told(begun: Iterable[tuple[int, str]], until: int, random: Random) -> Iterator[Ticket]:
    text = Texts(random)
    share = list(accumulate(1 / (place + 6) for place in range(1, CLIENTS + 1)))
    for opened, state in begun:
        client = random.choices(range(CLIENTS), cum_weights=share)[0]
        yield _ticket(opened, until, state, client, random, text)


def _ages(count: int, random: Random) -> list[tuple[int, str]]:
    """Return age in seconds and state of every ticket, the oldest first; the states have exactly their shares."""
    states = [state for state, part in STATES.items() for _ in range(round(count * part))][:count]
    states += ["closed"] * (count - len(states))
    skew = {"closed": 1.0}
    ages = [(int(DAYS * DAY * random.random() ** skew.get(state, 3.0)) + 2 * HOUR, state) for state in states]
    return sorted(ages, reverse=True)


def _ticket(opened: int, until: int, state: str, client: int, random: Random, text: Texts) -> Ticket:
    done = state in ("resolved", "closed")
    life = until - opened - HOUR
    if done:
        life = min(life, HOUR + int(random.expovariate(1 / (2 * DAY))))
    said = tuple(_said(opened, life, state, random, text))
    resolved = said[-1].at + MINUTE if done else None
    return Ticket(
        opened=opened,
        state=state,
        priority=random.choices(list(PRIORITIES), weights=list(PRIORITIES.values()))[0],
        client=client,
        contact=random.randrange(CONTACTS),
        technician=random.randrange(TECHNICIANS),
        title=text.some(4, 9),
        text=text.some(30, 80),
        said=said,
        resolved=resolved,
        closed=min(until - MINUTE, resolved + 2 * DAY) if resolved and state == "closed" else None,
    )


def _said(opened: int, life: int, state: str, random: Random, text: Texts) -> Iterator[Said]:
    """Yield 3 to 7 messages. The first one answers the client, unless nobody has taken the ticket."""
    first = min(life // 2, 5 * MINUTE + int(random.expovariate(1 / (3 * HOUR))))
    later = sorted(random.randrange(first, life) for _ in range(random.randint(2, 6)))
    yield Said(opened + first, "inside" if state == "new" else "public", text.some(20, 60))
    for after in later:
        kind = random.choices(("heard", "public", "inside"), weights=(40, 43, 17))[0]
        kind = "inside" if kind == "public" and state == "new" else kind
        yield Said(opened + after, kind, text.some(20, 60))
