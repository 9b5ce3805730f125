"""Why the source's verdict on a ticket is not ours, in words that its facts bear out. The first that holds is told.

Each rule looks at the facts and gives a sentence, or None where it does not hold. No rule guesses: where none holds,
that is said, with what both sides know. Instants are told in the zone of the calendar that judged them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from steadfast.apps.reporting.queries.migration.facts import Facts, Promise, SourceRow
from steadfast.apps.reporting.queries.migration.reason import UNKNOWN, Reason
from steadfast.domain.commitment.durations import working


@dataclass(frozen=True, slots=True)
class Case:
    """A promise that was done, on which the source says kept or broken and we the other."""

    facts: Facts
    promise: Promise
    done: datetime

    @property
    def due(self) -> datetime:
        return self.promise.row.due_at

    @property
    def flags(self) -> list[SourceRow]:
        """The rows that gave the source's verdict another value."""
        return [row for row in self.facts.rows if "kept" in row.data]

    def say(self, instant: datetime) -> str:
        local = instant.astimezone(ZoneInfo(self.promise.hours.zone))
        return f"{local:%a} {local.day} {local:%b %Y %H:%M}"


def of_verdict(facts: Facts) -> Reason:
    """Return why the verdicts differ."""
    promise = facts.promise
    if promise is None or promise.row.done_at is None:
        return Reason(UNKNOWN, "The source judged it; by our reading it was never done.")
    case = Case(facts, promise, promise.row.done_at)
    for short, rule in (KEPT_THERE if facts.ticket.source_kept else BROKEN_THERE).items():
        if words := rule(case):
            return Reason(short, words)
    ours = f"Due {case.say(case.due)}, done {case.say(case.done)}"
    return Reason(UNKNOWN, f"{ours}; nothing in its rows says why the source judged otherwise.")


def _closing_time(case: Case) -> str | None:
    target = case.promise.terms.target_s
    if target is None or case.promise.worked_s is None or case.promise.worked_s > target:
        return None
    return (
        f"It used its {working(target)} up at the very moment the calendar closed, {case.say(case.due)}, and was done "
        f"{case.say(case.done)}, before it opened again: kept by working time, late by the due time."
    )


def _stale(case: Case) -> str | None:
    """Nothing was written between due time and end, and the row that ended it took the flag over as it was."""
    ending = next((row for row in case.facts.rows if row.at == case.done and "state" in row.data), None)
    before = [row for row in case.facts.rows if ending is not None and row.line < ending.line]
    if ending is None or "kept" in ending.data or not before or before[-1].at > case.due:
        return None
    return (
        f"The source’s flag is stale: the last row before the end, of {case.say(before[-1].at)}, lies before "
        f"the due time {case.say(case.due)}, and the row of {case.say(case.done)} that ended the clock "
        "carries its flag on as it was."
    )


def _other_priority(case: Case) -> str | None:
    first = case.promise.row.first_due_at
    if first == case.due or (case.done <= first) != case.facts.ticket.source_kept:
        return None
    return f"By the first due time, {case.say(first)}, the source is right; a change made it {case.say(case.due)}."


def _resolved_in_time(case: Case) -> str | None:
    resolved = case.facts.ticket.resolved_at
    if case.promise.terms.stops != "closed" or resolved is None or resolved > case.due:
        return None
    return (
        f"It was resolved {case.say(resolved)}, before it fell due {case.say(case.due)}, and closed after; "
        "the agreement counts to the closing."
    )


def _closed_again(case: Case) -> str | None:
    last = case.facts.ticket.closed_at
    if last is None or not case.done <= case.due < last:
        return None
    return (
        f"It was closed in time, {case.say(case.done)}, reopened, and closed again {case.say(last)}, after it fell due."
    )


def _broken_early(case: Case) -> str | None:
    """The flag fell before our due time: the source counted with other hours, or with another target."""
    fell = next((row for row in reversed(case.flags) if row.data["kept"] is False), None)
    if fell is None or fell.at > case.due:
        return None
    left = case.promise.hours.worked(fell.at, case.due)
    return (
        f"The source called it broken {case.say(fell.at)}, with {working(left)} of open hours left until it fell due "
        f"{case.say(case.due)}: its calendar or its target was another one here."
    )


KEPT_THERE: Mapping[str, Callable[[Case], str | None]] = {
    "used the target up exactly at closing time": _closing_time,
    "source flag stale: closed after its own due time": _stale,
    "judged by the first due time": _other_priority,
    "resolved in time, closed late": _resolved_in_time,
}
BROKEN_THERE: Mapping[str, Callable[[Case], str | None]] = {
    "closed again after it fell due": _closed_again,
    "calendar or target differs": _broken_early,
    "judged by the first due time": _other_priority,
}
