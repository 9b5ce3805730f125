"""An agreement in words: what starts, stops and pauses each clock, as one says it to a client."""

from collections.abc import Sequence
from datetime import date

from steadfast.domain import language
from steadfast.domain.commitment import durations
from steadfast.domain.commitment.clauses import Clause, Clauses
from steadfast.domain.language import either, known, say, say_n
from steadfast.domain.service_level.priority import PRIORITIES

STARTS = {
    "opened": known("when the ticket is opened"),
    "replied": known("when we reply to the client"),
    "asked": known("when we ask the client for something"),
}
STOPS = {
    "replied": known("when we first reply to the client"),
    "resolved": known("when the ticket is resolved"),
    "closed": known("when the ticket is closed"),
    "answered": known("when they answer"),
}
AGAIN = known("when we reply again, which starts it anew, or when the ticket is resolved")

WAITS = {
    "client": known("the client"),
    "supplier": known("a supplier"),
    "problem": known("a known problem to be solved"),
    "evidence": known("evidence"),
}


def clock(clause: Clause) -> str:
    """Return the sentence that tells the clock of one promise."""
    stops = AGAIN if (clause.starts, clause.stops) == ("replied", "replied") else STOPS[clause.stops]
    return say(
        "The clock of the %(kind)s starts %(starts)s, stops %(stops)s, and %(pauses)s.",
        kind=say(clause.kind),
        starts=say(STARTS[clause.starts]),
        stops=say(stops),
        pauses=pauses(clause.pauses_on),
    )


def pauses(reasons: Sequence[str]) -> str:
    """Return "stands still while we wait for the client, and between resolving and reopening"."""
    waits = either([say(words) for reason, words in WAITS.items() if reason in reasons])
    if "resolved" not in reasons:
        return say("stands still while we wait for %(whom)s", whom=waits) if waits else say("never stands still")
    if not waits:
        return say("stands still between resolving and reopening")
    return say("stands still while we wait for %(whom)s and between resolving and reopening", whom=waits)


def term(clauses: Clauses, today: date) -> str:
    """Return how long it runs and who may end it when, as one sentence; empty where neither is agreed."""
    days = clauses.notice_days
    if clauses.ends_on is None:
        return (
            say_n(
                "It has no end; either side may end it with %(n)s day of notice.",
                "It has no end; either side may end it with %(n)s days of notice.",
                days,
            )
            if days
            else ""
        )
    until = language.long_day_of_year(clauses.ends_on)
    if clauses.ends_on < today:
        return say("It ended on %(until)s.", until=until)
    if not days:
        return say("It runs until %(until)s.", until=until)
    return say_n(
        "It runs until %(until)s; either side may end it %(n)s day before.",
        "It runs until %(until)s; either side may end it %(n)s days before.",
        days,
        until=until,
    )


def spread(clause: Clause) -> str:
    """Return the targets of a clause at a glance: "4 h to 40 h"."""
    seconds = sorted(set(clause.targets.values()))
    if not seconds:
        return say("no target")
    ends = [durations.working(s) for s in (seconds[0], seconds[-1])]
    return ends[0] if len(seconds) == 1 else say("%(least)s to %(most)s", least=ends[0], most=ends[1])


def priorities(clauses: Clauses) -> tuple[str, ...]:
    """Return the priorities of a table of targets: the usual ones, and any other that a clause names."""
    return PRIORITIES + tuple(p for p in clauses.priorities() if p not in PRIORITIES)


def table(clauses: Clauses) -> list[tuple[str, list[int | None]]]:
    """Return a row for each priority with the working seconds of each kind, None where nothing is promised."""
    kinds = clauses.kinds.values()
    return [(p, [clause.targets.get(p) for clause in kinds]) for p in priorities(clauses)]
