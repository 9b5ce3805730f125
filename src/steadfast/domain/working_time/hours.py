"""Hours: when somebody works. An immutable calendar that answers every question about working time.

Durations are whole seconds of real time, instants aware datetimes (answers in UTC); the `_s` twins take and give
epoch seconds, the `_many` twins int64 arrays of them. Opening times are half-open: open at 09:00, closed at 17:00.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from steadfast.domain.working_time import notation
from steadfast.domain.working_time.calendar import Combination, Rule, calendars_of
from steadfast.domain.working_time.epoch_hours import EpochHours
from steadfast.domain.working_time.errors import CalendarError
from steadfast.domain.working_time.explain import Step, steps
from steadfast.domain.working_time.horizon import ever_open, shared
from steadfast.domain.working_time.instants import to_duration, to_instant, to_seconds

_from_timestamp = datetime.fromtimestamp


class Hours(EpochHours):
    """A business calendar: a zone and weekly hours, or several calendars combined with `&` and `|`.

    weekly: "mon".."sun" -> [("09:00", "17:00"), ...]; an end not after its start lies on the next day.
    holidays: local dates; annual_holidays: "MM-DD"; closures, special_days: date -> intervals;
    holiday_names: date or "MM-DD" -> a name to show. Raises CalendarError on anything that is not a calendar.
    """

    __slots__ = ("digest",)
    digest: str

    def __init__(self, zone: str, weekly: Mapping[str, Sequence[Sequence[str]]], **parts: Any) -> None:
        self._become(notation.read({"timezone": zone, "weekly": weekly, **parts}))

    @classmethod
    def from_dict(cls, data: object, field: str = "calendar") -> Self:
        """Reads the `sla-vectors/1` form, or {"all": [...]} / {"any": [...]} with calendars inline."""
        return cls._of(notation.read(data, field), field)

    @classmethod
    def always(cls, zone: str) -> Self:
        """Open day and night."""
        return cls(zone, {day: [("00:00", "24:00")] for day in notation.DAYS})

    @classmethod
    def combined(cls, kind: str, members: Sequence["Hours"]) -> Self:
        """kind "all": open while every member is open; "any": while at least one is."""
        return cls.from_dict({kind: [member.to_dict() for member in members]})

    @classmethod
    def _of(cls, rule: Rule, field: str = "calendar") -> Self:
        hours = cls.__new__(cls)
        hours._become(rule, field)
        return hours

    def _become(self, rule: Rule, field: str = "calendar") -> None:
        if not ever_open(rule):
            raise CalendarError("empty-calendar", field, "is never open")
        text = json.dumps(notation.write(rule), sort_keys=True, separators=(",", ":"))
        set_once = super().__setattr__
        set_once("digest", hashlib.sha256(text.encode()).hexdigest())
        set_once("_horizon", shared(self.digest, rule))

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; `from_dict` makes equal hours of it."""
        return notation.write(self.rule)

    @property
    def zone(self) -> str:
        """The zone of the calendar; of a combination, that of its first member."""
        return calendars_of(self.rule)[0].zone

    def __and__(self, other: "Hours") -> "Hours":
        return Hours._of(_together("all", self.rule, other.rule))

    def __or__(self, other: "Hours") -> "Hours":
        return Hours._of(_together("any", self.rule, other.rule))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hours) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"Hours({self.zone}, {self.digest[:12]})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Hours are immutable: cannot set {name}")

    def __reduce__(self) -> tuple[Any, ...]:
        return Hours.from_dict, (self.to_dict(),)

    def due(self, start: datetime, work: int | timedelta) -> datetime:
        """The instant at which `work` seconds of working time after `start` are used up; `start` itself for none."""
        seconds = work if type(work) is int else to_duration(work)
        return _from_timestamp(self.due_s(to_seconds(start), seconds), UTC)

    def worked(self, start: datetime, end: datetime) -> int:
        """Working seconds in [start, end); 0 when `end` is not after `start`."""
        return self.worked_s(to_seconds(start), to_seconds(end))

    def open_at(self, moment: datetime) -> bool:
        return self.open_at_s(to_seconds(moment))

    def opens(self, moment: datetime) -> datetime:
        """The moment itself when open, else the next opening."""
        return to_instant(self.opens_s(to_seconds(moment)))

    def closes(self, moment: datetime) -> datetime | None:
        """End of the opening that holds the moment, or of the next one; None when it stays open for ten years."""
        closing = self.closes_s(to_seconds(moment))
        return None if closing is None else to_instant(closing)

    def spans(self, start: datetime, end: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """The open spans of [start, end), cut at both ends."""
        found = self.spans_s(to_seconds(start), to_seconds(end))
        return tuple((to_instant(low), to_instant(high)) for low, high in found)

    def explain(self, start: datetime, work: int | timedelta) -> tuple[Step, ...]:
        """Why `due(start, work)` is what it is: the open time counted, closed time and named holidays on the way."""
        begin = to_seconds(start)
        due = self.due_s(begin, to_duration(work))
        return steps(self, begin, due, due, ())


def _together(kind: str, *rules: Rule) -> Combination:
    flat = [rule.members if isinstance(rule, Combination) and rule.kind == kind else (rule,) for rule in rules]
    return Combination(kind, tuple(member for members in flat for member in members))
