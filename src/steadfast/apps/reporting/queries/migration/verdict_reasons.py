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
from steadfast.domain import language
from steadfast.domain.commitment.durations import working
from steadfast.domain.language import known, say


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
        return f"{language.short_weekday(local)} {language.day_of_year(local)} {local:%H:%M}"


def of_verdict(facts: Facts) -> Reason:
    """Return why the verdicts differ."""
    promise = facts.promise
    if promise is None or promise.row.done_at is None:
        return Reason(say(UNKNOWN), say("The source judged it; by our reading it was never done."))
    case = Case(facts, promise, promise.row.done_at)
    for short, rule in (KEPT_THERE if facts.ticket.source_kept else BROKEN_THERE).items():
        if words := rule(case):
            return Reason(say(short), words)
    words = say(
        "Due %(due)s, done %(done)s; nothing in its rows says why the source judged otherwise.",
        due=case.say(case.due),
        done=case.say(case.done),
    )
    return Reason(say(UNKNOWN), words)


def _closing_time(case: Case) -> str | None:
    target = case.promise.terms.target_s
    if target is None or case.promise.worked_s is None or case.promise.worked_s > target:
        return None
    return say(
        "It used its %(target)s up at the very moment the calendar closed, %(due)s, and was done %(done)s, "
        "before it opened again: kept by working time, late by the due time.",
        target=working(target),
        due=case.say(case.due),
        done=case.say(case.done),
    )


def _stale(case: Case) -> str | None:
    """Nothing was written between due time and end, and the row that ended it took the flag over as it was."""
    ending = next((row for row in case.facts.rows if row.at == case.done and "state" in row.data), None)
    before = [row for row in case.facts.rows if ending is not None and row.line < ending.line]
    if ending is None or "kept" in ending.data or not before or before[-1].at > case.due:
        return None
    return say(
        "The source’s flag is stale: the last row before the end, of %(last)s, lies before the due time %(due)s, "
        "and the row of %(done)s that ended the clock carries its flag on as it was.",
        last=case.say(before[-1].at),
        due=case.say(case.due),
        done=case.say(case.done),
    )


def _other_priority(case: Case) -> str | None:
    first = case.promise.row.first_due_at
    if first == case.due or (case.done <= first) != case.facts.ticket.source_kept:
        return None
    return say(
        "By the first due time, %(first)s, the source is right; a change made it %(due)s.",
        first=case.say(first),
        due=case.say(case.due),
    )


def _resolved_in_time(case: Case) -> str | None:
    resolved = case.facts.ticket.resolved_at
    if case.promise.terms.stops != "closed" or resolved is None or resolved > case.due:
        return None
    return say(
        "It was resolved %(time)s, before it fell due %(due)s, and closed after; the agreement counts to the closing.",
        time=case.say(resolved),
        due=case.say(case.due),
    )


def _closed_again(case: Case) -> str | None:
    ticket = case.facts.ticket
    last, counts_to = ticket.closed_at, case.promise.terms.stops
    if last is None or not ticket.reopened or counts_to != "closed" or not case.done <= case.due < last:
        return None
    return say(
        "It was closed in time, %(done)s, reopened, and closed again %(last)s, after it fell due.",
        done=case.say(case.done),
        last=case.say(last),
    )


def _closed_late(case: Case) -> str | None:
    closed = case.facts.ticket.closed_at
    if closed is None or case.promise.terms.stops == "closed" or not case.done <= case.due < closed:
        return None
    return say(
        "It was resolved in time, %(done)s, and closed %(closed)s, after it fell due %(due)s; "
        "the agreement counts to the resolution.",
        done=case.say(case.done),
        closed=case.say(closed),
        due=case.say(case.due),
    )


def _waited(case: Case) -> str | None:
    """It was done after the due time that no wait had moved: the source let its clock run on."""
    felt = case.promise.row.felt_due_at
    if not felt < case.done <= case.due:
        return None
    return say(
        "Had no wait stopped the clock it fell due %(felt)s, before it was done %(done)s; "
        "the agreement lets the clock rest, until %(due)s.",
        felt=case.say(felt),
        done=case.say(case.done),
        due=case.say(case.due),
    )


def _broken_early(case: Case) -> str | None:
    """The flag fell before our due time: the source counted with other hours, or with another target."""
    fell = next((row for row in reversed(case.flags) if row.data["kept"] is False), None)
    if fell is None or fell.at > case.due:
        return None
    left = case.promise.hours.worked(fell.at, case.due)
    return say(
        "The source called it broken %(time)s, with %(left)s of open hours left until it fell due %(due)s: "
        "its calendar or its target was another one here.",
        time=case.say(fell.at),
        left=working(left),
        due=case.say(case.due),
    )


KEPT_THERE: Mapping[str, Callable[[Case], str | None]] = {
    known("used the target up exactly at closing time"): _closing_time,
    known("source flag stale: closed after its own due time"): _stale,
    known("judged by the first due time"): _other_priority,
    known("resolved in time, closed late"): _resolved_in_time,
}
BROKEN_THERE: Mapping[str, Callable[[Case], str | None]] = {
    known("closed again after it fell due"): _closed_again,
    known("waits did not stop its clock"): _waited,
    known("resolved in time, closed after it fell due"): _closed_late,
    known("calendar or target differs"): _broken_early,
    known("judged by the first due time"): _other_priority,
}
