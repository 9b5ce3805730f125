"""What an edit changes, in words: each thing with what it was and what it will be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from steadfast.apps.agreements import hours_text, words
from steadfast.domain.commitment import clauses, durations
from steadfast.domain.commitment.clauses import Clause, Clauses

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
        return [] if old == new else [Change("calendars that it joins", "as before", "others")]
    return [change for change in _calendar(old, new) if change.old != change.new]


def of_agreement(old: Body, new: Body) -> list[Change]:
    """Return what changes from one body of an agreement to another."""
    before, after = clauses.read(old), clauses.read(new)
    found = [*_kinds(before, after), *_whole(before, after)]
    return [change for change in found if change.old != change.new]


def _calendar(old: Body, new: Body) -> Iterator[Change]:
    yield Change("Time zone", old["timezone"], new["timezone"])
    for day, name in hours_text.WEEKDAYS.items():
        before, after = (hours_text.write(body.get("weekly", {}).get(day, ())) or "closed" for body in (old, new))
        yield Change(name, before, after)
    yield from _days(old, new, "holidays", "annual_holidays")
    for part, word in (("closures", "closed"), ("special_days", "open")):
        before_days, after_days = old.get(part, {}), new.get(part, {})
        for day in sorted({*before_days, *after_days}):
            told = [_hours(body.get(day), word) for body in (before_days, after_days)]
            yield Change(_named(day, old, new), *told)


def _days(old: Body, new: Body, *parts: str) -> Iterator[Change]:
    names = [body.get("holiday_names", {}) for body in (old, new)]
    for part in parts:
        every_year = " every year" if part == "annual_holidays" else ""
        before, after = set(old.get(part, ())), set(new.get(part, ()))
        for day in sorted(before | after):
            told = [
                f"holiday{every_year}{_quoted(called.get(day, ''))}" if day in days else _else(day, body, called)
                for days, body, called in zip((before, after), (old, new), names, strict=True)
            ]
            yield Change(_said(day), *told)


def _else(day: str, body: Body, called: Body) -> str:
    """Return what a day is that no row of its own names: a holiday of every year, or a day like others."""
    yearly = day[5:]
    if yearly and yearly in body.get("annual_holidays", ()):
        return f"holiday every year{_quoted(called.get(yearly, ''))}"
    return "as in every week"


def _hours(spans: Any, word: str) -> str:
    if spans is None:
        return "as in every week"
    return f"{word} {hours_text.write(spans)}" if spans else "closed all day"


def _named(day: str, *bodies: Body) -> str:
    name = next((n for body in reversed(bodies) if (n := body.get("holiday_names", {}).get(day))), "")
    return f"{_said(day)}{_quoted(name)}"


def _quoted(name: str) -> str:
    return f", {name}" if name else ""


def _said(day: str) -> str:
    """Return "Fri 25 Dec 2026", or "25 Dec" of what comes every year."""
    if len(day) <= len("12-25"):
        annual = date.fromisoformat(f"2000-{day}")
        return f"{annual.day} {annual:%b}"
    dated = date.fromisoformat(day)
    return f"{dated:%a} {dated.day} {dated:%b %Y}"


def _kinds(before: Clauses, after: Clauses) -> Iterator[Change]:
    for kind in sorted({*before.kinds, *after.kinds}):
        old, new = before.kinds.get(kind), after.kinds.get(kind)
        priorities = sorted({*(old.targets if old else ()), *(new.targets if new else ())})
        for priority in priorities:
            yield Change(f"{kind.capitalize()}, {priority}", _target(old, priority), _target(new, priority))
        if old and new:
            yield Change(f"The {kind} is done", words.STOPS[old.stops], words.STOPS[new.stops])
            yield Change(f"The clock of the {kind}", words.pauses(old.pauses_on), words.pauses(new.pauses_on))
            yield Change(f"Clause of the {kind}", old.text or "–", new.text or "–")


def _target(clause: Clause | None, priority: str) -> str:
    if clause is None or priority not in clause.targets:
        return "no target"
    return durations.working(clause.targets[priority])


def _whole(before: Clauses, after: Clauses) -> Iterator[Change]:
    yield Change("Due soon from", *(f"{one.warn_bp / 100:g} % of the target" for one in (before, after)))
    yield Change("Time to confirm", *(durations.calendar(one.confirmation_s) for one in (before, after)))
