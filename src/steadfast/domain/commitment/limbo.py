"""Limbo, bounces and ping-pong of a ticket, folded from its events: facts to learn from, about work and never a person.

Limbo is working time in which it has no accepted owner, because nobody took it yet or an offer waits for an answer.
A passing to a deputy and back is no hand-over of anybody's choice and counts nowhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from steadfast.domain.working_time import Hours

type Holder = tuple[int | None, int | None]  # person, team

KINDS = (
    "ticket.opened", "ticket.taken", "ticket.resolved", "ticket.closed", "ticket.confirmed", "ticket.reopened",
    "hand_over.offered", "hand_over.accepted", "hand_over.declined", "hand_over.taken_back", "hand_over.overtaken",
)  # fmt: skip
UNANSWERED = ("hand_over.declined", "hand_over.taken_back", "hand_over.overtaken")
ENDS = ("ticket.resolved", "ticket.closed", "ticket.confirmed")


@dataclass(frozen=True, slots=True)
class Fact:
    """An event of a ticket, or of an offer on it: what, when, by whom, and its data."""

    kind: str
    at: datetime
    actor: int | None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Limbo:
    """Working seconds without an accepted owner, and how often the work came back. `spans`: the stretches of limbo.

    `between_teams`: how often of the ping-pong it went straight back to a team, and not just to a person.
    """

    seconds: int
    bounces: int
    ping_pong: int
    spans: tuple[tuple[datetime, datetime], ...] = ()
    between_teams: int = 0


@dataclass(slots=True)
class _Fold:
    taken: bool = False
    running: bool = False
    team: int | None = None
    offers: set[int] = field(default_factory=set)
    since: datetime | None = None
    spans: list[tuple[datetime, datetime]] = field(default_factory=list)
    holders: list[Holder] = field(default_factory=list)
    unanswered: int = 0

    def read(self, fact: Fact) -> None:
        """Take a fact in; where limbo begins or ends by it, note when."""
        self._happened(fact)
        limbo = self.running and (not self.taken or bool(self.offers))
        if limbo and self.since is None:
            self.since = fact.at
        elif not limbo and self.since is not None:
            self.end(fact.at)

    def end(self, at: datetime) -> None:
        if self.since is not None and at > self.since:
            self.spans.append((self.since, at))
        self.since = None

    def _happened(self, fact: Fact) -> None:
        if fact.kind == "ticket.opened":
            self.running, self.team = True, fact.data.get("team")
        elif fact.kind == "ticket.taken":
            self._held_by(fact.data.get("owner", fact.actor))
        elif fact.kind == "ticket.reopened":
            self.running = True
        elif fact.kind in ENDS:
            self.running = False
        elif fact.kind.startswith("hand_over."):
            self._offer(fact)

    def _offer(self, fact: Fact) -> None:
        key = fact.data["hand_over"]
        if fact.kind == "hand_over.offered":
            self.offers.add(key)
            return
        self.offers.discard(key)
        self.unanswered += fact.kind in UNANSWERED
        if fact.kind == "hand_over.accepted" and fact.data["commitment"] is None:
            self.team = fact.data["team"]
            self._held_by(fact.data["to"])

    def _held_by(self, person: int | None) -> None:
        self.taken = True
        self.holders.append((person, self.team))


def fold(facts: Iterable[Fact], hours: Hours, now: datetime) -> Limbo:
    """Return limbo, bounces and ping-pong of one ticket from its facts in order, counted on its hours until `now`."""
    told = _Fold()
    for fact in facts:
        told.read(fact)
    told.end(now)
    persons = _distinct(person for person, _ in told.holders)
    teams = _distinct(team for _, team in told.holders)
    returns = sum(person in persons[:place] for place, person in enumerate(persons))
    seconds = sum(hours.worked(start, end) for start, end in told.spans)
    by_person, by_team = _turns(persons), _turns(teams)
    return Limbo(seconds, told.unanswered + returns, max(by_person, by_team), tuple(told.spans), by_team)


def _distinct(keys: Iterable[int | None]) -> list[int | None]:
    """Return the keys without those that repeat the one before."""
    found: list[int | None] = []
    for key in keys:
        if not found or found[-1] != key:
            found.append(key)
    return found


def _turns(keys: list[int | None]) -> int:
    """Return how often something went straight back to where it had come from: A, B, A is one, A, B, A, B two."""
    return sum(keys[place] == keys[place - 2] for place in range(2, len(keys)))
