"""The rules of one ticket. Each takes its facts and the instant, and gives a sign or None; none knows another.

A ticket that waits owes nobody a word meanwhile: there only how it changed hands and its priority are looked at.
"""

from collections.abc import Callable
from datetime import datetime

from steadfast.domain.signs import thresholds
from steadfast.domain.signs.facts import Facts
from steadfast.domain.signs.sign import RANK, Figure, Sign

type Rule = Callable[[Facts, datetime], Sign | None]


def signs(facts: Facts, now: datetime) -> list[Sign]:
    """Return the signs of a ticket, the one to look at first first."""
    found = [sign for rule in RULES if (sign := rule(facts, now)) is not None]
    return sorted(found, key=lambda sign: RANK[sign.detector])


def spoke_last(facts: Facts, now: datetime) -> Sign | None:
    """The client spoke last and got no answer. Before our first response its own promise says so already."""
    if facts.waits or not facts.answered or facts.said_by != "client" or facts.said_at is None:
        return None
    quiet = facts.hours.worked(facts.said_at, now)
    if quiet < thresholds.ANSWER.get(facts.priority, thresholds.ANSWER_ELSE):
        return None
    return Sign("spoke last", facts.said_at, {"seconds": quiet})


def silent(facts: Facts, now: datetime) -> Sign | None:
    """We owe them and nobody said a word for long. Where the client spoke last, that is said instead."""
    last = facts.said_at or facts.opened_at
    if facts.waits or not facts.owed or (facts.answered and facts.said_by == "client"):
        return None
    quiet = facts.hours.worked(last, now)
    if quiet < thresholds.SILENT.get(facts.priority, thresholds.SILENT_ELSE):
        return None
    return Sign("silent", last, {"seconds": quiet})


def no_next_date(facts: Facts, now: datetime) -> Sign | None:
    """It is open, waits for nobody, and there is no date ahead that the client could look to."""
    if facts.waits or any(owed.due_at > now for owed in facts.owed):
        return None
    missed = [owed.due_at for owed in facts.owed]
    return Sign("no next date", max(missed, default=facts.opened_at), {"missed": len(missed)})


def going_late(facts: Facts, now: datetime) -> Sign | None:
    """Of past promises as old as this one most were late. Silent where too few are known (see forecast)."""
    if facts.waits:
        return None
    ahead = [(owed.chance, owed) for owed in facts.owed if owed.chance is not None and owed.due_at > now]
    bad = [(chance, owed) for chance, owed in ahead if chance.high <= thresholds.LIKELY_LATE]
    if not bad:
        return None
    chance, owed = min(bad, key=lambda pair: pair[0].high)
    figures: dict[str, Figure] = {
        "kind": owed.kind,
        "kept": chance.kept,
        "n": chance.n,
        "due": int(owed.due_at.timestamp()),
    }
    return Sign("going late", now, figures)


def ping_pong(facts: Facts, now: datetime) -> Sign | None:
    """It went straight back to where it had come from."""
    if facts.ping_pong < thresholds.PING_PONG:
        return None
    return Sign("ping-pong", facts.handed_at or facts.opened_at, {"times": facts.ping_pong})


def bouncing(facts: Facts, now: datetime) -> Sign | None:
    """Offers of it came to nothing, or it came back. Ping-pong says it more exactly where it is that."""
    if facts.bounces < thresholds.BOUNCES or facts.ping_pong >= thresholds.PING_PONG:
        return None
    return Sign("bouncing", facts.handed_at or facts.opened_at, {"times": facts.bounces})


def reclassified(facts: Facts, now: datetime) -> Sign | None:
    """Its priority was changed after a due time had been missed, and the new one is later."""
    return None if facts.dodged_at is None else Sign("reclassified", facts.dodged_at, {"priority": facts.priority})


RULES: tuple[Rule, ...] = (spoke_last, going_late, no_next_date, silent, ping_pong, bouncing, reclassified)
