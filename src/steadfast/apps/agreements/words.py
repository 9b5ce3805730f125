"""An agreement in words: what starts, stops and pauses each clock, as one says it to a client."""

from collections.abc import Sequence

from steadfast.domain.commitment import durations
from steadfast.domain.commitment.clauses import Clause, Clauses
from steadfast.domain.service_level.priority import PRIORITIES

STARTS = {
    "opened": "when the ticket is opened",
    "replied": "when we reply to the client",
    "asked": "when we ask the client for something",
}
STOPS = {
    "replied": "when we first reply to the client",
    "resolved": "when the ticket is resolved",
    "closed": "when the ticket is closed",
    "answered": "when they answer",
}
AGAIN = "when we reply again, which starts it anew, or when the ticket is resolved"

WAITS = {
    "client": "the client",
    "supplier": "a supplier",
    "problem": "a known problem to be solved",
    "evidence": "evidence",
}


def clock(clause: Clause) -> str:
    """Return the sentence that tells the clock of one promise."""
    stops = AGAIN if (clause.starts, clause.stops) == ("replied", "replied") else STOPS[clause.stops]
    begins = f"The clock of the {clause.kind} starts {STARTS[clause.starts]}, stops {stops}"
    return f"{begins}, and {pauses(clause.pauses_on)}."


def pauses(reasons: Sequence[str]) -> str:
    """Return "stands still while we wait for the client, and between resolving and reopening"."""
    parts = []
    waits = [words for reason, words in WAITS.items() if reason in reasons]
    if waits:
        parts.append(f"while we wait for {listed(waits, 'or')}")
    if "resolved" in reasons:
        parts.append("between resolving and reopening")
    return f"stands still {' and '.join(parts)}" if parts else "never stands still"


def listed(words: Sequence[str], last: str) -> str:
    """Return "a, b or c"."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def spread(clause: Clause) -> str:
    """Return the targets of a clause at a glance: "4 h to 40 h"."""
    seconds = sorted(set(clause.targets.values()))
    if not seconds:
        return "no target"
    ends = [durations.working(s) for s in (seconds[0], seconds[-1])]
    return ends[0] if len(seconds) == 1 else " to ".join(ends)


def priorities(clauses: Clauses) -> tuple[str, ...]:
    """Return the priorities of a table of targets: the usual ones, and any other that a clause names."""
    return PRIORITIES + tuple(p for p in clauses.priorities() if p not in PRIORITIES)


def table(clauses: Clauses) -> list[tuple[str, list[int | None]]]:
    """Return a row for each priority with the working seconds of each kind, None where nothing is promised."""
    kinds = clauses.kinds.values()
    return [(p, [clause.targets.get(p) for clause in kinds]) for p in priorities(clauses)]
