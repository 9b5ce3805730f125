"""What an edit changes, in words: each thing with what it was and what it will be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from steadfast.apps.agreements import hours_text, words
from steadfast.domain import language
from steadfast.domain.commitment import clauses, durations
from steadfast.domain.commitment.clauses import Clause, Clauses
from steadfast.domain.language import known, say, say_n

type Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changes."""

    what: str
    old: str
    new: str


def of_calendar(old: Body, new: Body) -> list[Change]:
    """Return what changes from one body of a calendar to another; a combination of calendars is told as a whole."""
    if "timezone" not in old or "timezone" not in new:
        return [] if old == new else [Change(say("calendars that it joins"), say("as before"), say("others"))]
    return [change for change in _calendar(old, new) if change.old != change.new]


def of_agreement(old: Body, new: Body) -> list[Change]:
    """Return what changes from one body of an agreement to another."""
    before, after = clauses.read(old), clauses.read(new)
    found = [*_kinds(before, after), *_whole(before, after)]
    return [change for change in found if change.old != change.new]


def _calendar(old: Body, new: Body) -> Iterator[Change]:
    yield Change(say("Time zone"), old["timezone"], new["timezone"])
    for day, name in hours_text.WEEKDAYS.items():
        before, after = (hours_text.write(body.get("weekly", {}).get(day, ())) or say("closed") for body in (old, new))
        yield Change(say(name), before, after)
    yield from _days(old, new, "holidays", "annual_holidays")
    for part, word in (("closures", known("closed %(hours)s")), ("special_days", known("open %(hours)s"))):
        before_days, after_days = old.get(part, {}), new.get(part, {})
        for day in sorted({*before_days, *after_days}):
            told = [_hours(body.get(day), word) for body in (before_days, after_days)]
            yield Change(_named(day, old, new), *told)


def _days(old: Body, new: Body, *parts: str) -> Iterator[Change]:
    names = [body.get("holiday_names", {}) for body in (old, new)]
    for part in parts:
        every_year = part == "annual_holidays"
        before, after = set(old.get(part, ())), set(new.get(part, ()))
        for day in sorted(before | after):
            told = [
                _holiday(called.get(day, ""), every_year) if day in days else _else(day, body, called)
                for days, body, called in zip((before, after), (old, new), names, strict=True)
            ]
            yield Change(_said(day), *told)


def _else(day: str, body: Body, called: Body) -> str:
    """Return what a day is that no row of its own names: a holiday of every year, or a day like others."""
    yearly = day[5:]
    if yearly and yearly in body.get("annual_holidays", ()):
        return _holiday(called.get(yearly, ""), True)
    return say("as in every week")


def _hours(spans: Any, word: str) -> str:
    if spans is None:
        return say("as in every week")
    return say(word, hours=hours_text.write(spans)) if spans else say("closed all day")


def _named(day: str, *bodies: Body) -> str:
    name = next((n for body in reversed(bodies) if (n := body.get("holiday_names", {}).get(day))), "")
    return f"{_said(day)}{_quoted(name)}"


def _holiday(name: str, every_year: bool) -> str:
    return f"{say('holiday every year') if every_year else say('holiday')}{_quoted(name)}"


def _quoted(name: str) -> str:
    return f", {name}" if name else ""


def _said(day: str) -> str:
    """Return "Fri 25 Dec 2026", or "25 Dec" of what comes every year."""
    if len(day) <= len("12-25"):
        annual = date.fromisoformat(f"2000-{day}")
        return language.day_of_month(annual)
    dated = date.fromisoformat(day)
    return f"{language.short_weekday(dated)} {language.day_of_year(dated)}"


def _kinds(before: Clauses, after: Clauses) -> Iterator[Change]:
    for kind in sorted({*before.kinds, *after.kinds}):
        old, new = before.kinds.get(kind), after.kinds.get(kind)
        priorities = sorted({*(old.targets if old else ()), *(new.targets if new else ())})
        for priority in priorities:
            yield Change(f"{language.opening(say(kind))}, {priority}", _target(old, priority), _target(new, priority))
        if old and new:
            yield Change(
                say("The %(kind)s is done", kind=say(kind)), *(say(words.STOPS[one.stops]) for one in (old, new))
            )
            yield Change(
                say("The clock of the %(kind)s", kind=say(kind)), *(words.pauses(one.pauses_on) for one in (old, new))
            )
            yield Change(say("Clause of the %(kind)s", kind=say(kind)), old.text or "–", new.text or "–")


def _target(clause: Clause | None, priority: str) -> str:
    if clause is None or priority not in clause.targets:
        return say("no target")
    return durations.working(clause.targets[priority])


def _whole(before: Clauses, after: Clauses) -> Iterator[Change]:
    shares = (language.plain(one.warn_bp / 100) for one in (before, after))
    yield Change(say("Due soon from"), *(say("%(share)s %% of the target", share=share) for share in shares))
    yield Change(say("Time to confirm"), *(durations.calendar(one.confirmation_s) for one in (before, after)))
    yield Change(say("Runs until"), *(_end(one) for one in (before, after)))
    yield Change(say("Notice"), *(say_n("%(n)s day", "%(n)s days", one.notice_days) for one in (before, after)))


def _end(clauses: Clauses) -> str:
    return language.day_of_year(clauses.ends_on) if clauses.ends_on else say("no end")
