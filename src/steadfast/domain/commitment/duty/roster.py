"""The roster of an instant: who is away and for whom, whose turn of duty it is, and so who really answers.

Somebody always answers. A chain of deputies that runs in a circle, or ends with somebody who left, falls to the duty
owner of the team; where they are in it too, to a member of the team who is here; at last to the duty owner after all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Roster:
    """Keys of persons and teams. away: who is away → their deputy; turns: team → whose turn it is now."""

    away: Mapping[int, int] = field(default_factory=dict)
    left: frozenset[int] = frozenset()
    duty: Mapping[int, int] = field(default_factory=dict)
    turns: Mapping[int, int] = field(default_factory=dict)
    members: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def here(self, person: int) -> bool:
        """Tell whether the person can answer now."""
        return person not in self.away and person not in self.left


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers, after whom: `over` are those passed over, in order; `circle`: their deputies led nowhere."""

    person: int
    over: tuple[int, ...] = ()
    circle: bool = False


def stand_in(person: int, roster: Roster, team: int | None = None) -> Answering:
    """Return who answers for a person now; `team` answers where their deputies lead nowhere."""
    found, over = follow(person, roster)
    if found is not None:
        return Answering(found, over)
    if team is None or team not in roster.duty:
        return Answering(person, over, circle=True)
    duty = on_duty(team, roster)
    return Answering(duty.person, (*over, *(key for key in duty.over if key not in over)), circle=True)


def on_duty(team: int, roster: Roster) -> Answering:
    """Return who answers now for what the team has not accepted: whose turn it is, else its duty owner."""
    owner = roster.duty[team]
    passed: tuple[int, ...] = ()
    for first in (roster.turns.get(team, owner), owner):
        found, over = follow(first, roster)
        passed = (*passed, *(key for key in over if key not in passed))
        if found is not None:
            return Answering(found, passed)
    here = next((key for key in roster.members.get(team, ()) if roster.here(key)), owner)
    return Answering(here, passed, circle=True)


def follow(person: int, roster: Roster) -> tuple[int | None, tuple[int, ...]]:
    """Return the first of a chain of deputies who is here, None where it leads nowhere, and those passed over."""
    over: list[int] = []
    while not roster.here(person):
        over.append(person)
        deputy = None if person in roster.left else roster.away.get(person)
        if deputy is None or deputy in over:
            return None, tuple(over)
        person = deputy
    return person, tuple(over)
