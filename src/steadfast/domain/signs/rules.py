"""The rules of one ticket. Each takes its facts and the instant, and gives a sign or None; none knows another.

A ticket that waits owes nobody a word meanwhile: there only how it changed hands and its priority are looked at.
One that came by import and that nobody has touched since is silent as its old system left it: those are counted as one.
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
    if not _asks_spoke_last(facts) or facts.said_by != "client" or facts.said_at is None:
        return None
    quiet = facts.hours.worked(facts.said_at, now)
    if quiet < thresholds.ANSWER.get(facts.priority, thresholds.ANSWER_ELSE):
        return None
    return Sign("spoke last", facts.said_at, {"seconds": quiet})


def silent(facts: Facts, now: datetime) -> Sign | None:
    """We owe them and nobody said a word for long. Where the client spoke last, that is said instead."""
    last = facts.said_at or facts.opened_at
    if not _asks_silent(facts) or (facts.answered and facts.said_by == "client"):
        return None
    quiet = facts.hours.worked(last, now)
    if quiet < thresholds.SILENT.get(facts.priority, thresholds.SILENT_ELSE):
        return None
    return Sign("silent", last, {"seconds": quiet})


def no_next_date(facts: Facts, now: datetime) -> Sign | None:
    """It is open, waits for nobody, and there is no date ahead that the client could look to."""
    if not _asks_next_date(facts) or any(owed.due_at > now for owed in facts.owed):
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
    teams = facts.between_teams
    figures: dict[str, Figure] = {"times": teams or facts.ping_pong, "between": "teams" if teams else "persons"}
    return Sign("ping-pong", facts.handed_at or facts.opened_at, figures)


def bouncing(facts: Facts, now: datetime) -> Sign | None:
    """Offers of it came to nothing, or it came back. Ping-pong says it more exactly where it is that."""
    if facts.bounces < thresholds.BOUNCES or facts.ping_pong >= thresholds.PING_PONG:
        return None
    return Sign("bouncing", facts.handed_at or facts.opened_at, {"times": facts.bounces})


def reclassified(facts: Facts, now: datetime) -> Sign | None:
    """Its priority was changed after a due time had been missed, or in the last part before it; the new one is later.

    Lowering what a workaround made harmless is good work: before the due time it is a sign until the client is told.
    """
    if facts.dodged_at is not None:
        return Sign("reclassified", facts.dodged_at, {"priority": facts.priority})
    before = facts.lowered
    if before is None or (facts.said_by == "us" and facts.said_at is not None and facts.said_at >= before.at):
        return None
    span = facts.hours.worked(before.promised_at, before.from_due)
    left = facts.hours.worked(before.at, before.from_due)
    if not span or left > span * thresholds.LAST_PART:
        return None
    return Sign("reclassified", before.at, {"priority": facts.priority, "left": left, "of": span})


def _asks_spoke_last(facts: Facts) -> bool:
    return not facts.waits and facts.answered and not facts.untouched


def _asks_silent(facts: Facts) -> bool:
    return not facts.waits and bool(facts.owed) and not facts.untouched


def _asks_next_date(facts: Facts) -> bool:
    return not facts.waits and not facts.untouched


def _asks_going_late(facts: Facts, now: datetime) -> bool:
    return not facts.waits and any(owed.chance is not None and owed.due_at > now for owed in facts.owed)


def asked(facts: Facts, now: datetime) -> list[str]:
    """Return the detectors that have something to look at on a ticket: a sign of theirs is one of as many."""
    found = {
        "spoke last": _asks_spoke_last(facts),
        "going late": _asks_going_late(facts, now),
        "no next date": _asks_next_date(facts),
        "silent": _asks_silent(facts),
        "ping-pong": facts.known_hands,
        "bouncing": facts.known_hands,
        "reclassified": not facts.untouched,
    }
    return [detector for detector, asks in found.items() if asks]


RULES: tuple[Rule, ...] = (spoke_last, going_late, no_next_date, silent, ping_pong, bouncing, reclassified)
