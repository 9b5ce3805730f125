"""Absences: planned from day to day, never two of one person at a time, with a deputy who is here meanwhile.

Whoever falls sick names a deputy who may be away, too: their work passes on along the chain, and the page says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from steadfast.domain import language
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say

LONGEST = timedelta(days=366)
FARTHEST = timedelta(days=3660)
SICK = "sick"


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody's time away, by their name and in their zone."""

    name: str
    start: datetime
    end: datetime
    zone: str

    def overlaps(self, other: "Away") -> bool:
        """Tell whether both are away at some instant."""
        return self.start < other.end and other.start < self.end

    def __str__(self) -> str:
        """Return the days in words: "2 Mar to 6 Mar 2026"; an end at midnight belongs to the day before."""
        here = ZoneInfo(self.zone)
        first, last = self.start.astimezone(here), (self.end - timedelta(seconds=1)).astimezone(here)
        ends = language.day_of_year(last)
        if first.date() == last.date():
            return ends
        return say("%(first)s to %(last)s", first=language.day_of_month(first), last=ends)


def days(name: str, first: date, last: date, zone: str, *, now: datetime) -> Away:
    """Return whole days in the person's zone; what begins today begins now. Refused for days that have passed."""
    here = ZoneInfo(zone)
    if last < first:
        raise Refused(say("The last day lies before the first."))
    if first < now.astimezone(here).date():
        raise Refused(say("That day has passed; an absence begins today at the earliest."))
    if last - now.date() > FARTHEST:
        raise Refused(say("That is more than ten years away."))
    start = datetime.combine(first, time(), here).astimezone(UTC)
    end = datetime.combine(last + timedelta(days=1), time(), here).astimezone(UTC)
    if end - start > LONGEST:
        raise Refused(say("That is longer than a year."))
    return Away(name, max(start, now), end, zone)


def plan(new: Away, kind: str, own: Iterable[Away], deputy: str, deputys: Iterable[Away]) -> str:
    """Refuse what overlaps another absence, or a deputy who is away; return what is to be said, "" for nothing."""
    for other in own:
        if new.overlaps(other):
            raise Refused(
                say(
                    "%(name)s is away then already: %(other)s. Cancel that one first, or choose other days.",
                    name=new.name,
                    other=other,
                )
            )
    clash = next((other for other in deputys if new.overlaps(other)), None)
    if clash is None:
        return ""
    if kind != SICK:
        raise Refused(say("%(deputy)s is away then, too: %(clash)s. Name another deputy.", deputy=deputy, clash=clash))
    return say(
        "%(deputy)s is away, too: %(clash)s. Meanwhile the deputy of %(deputy)s answers.",
        deputy=deputy,
        clash=clash,
    )
