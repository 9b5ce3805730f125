"""A business calendar as a value: what is open on which local date, before any time zone arithmetic.

Minutes count from local midnight of the day on which an interval starts; an end above 1440 lies on the next day.
Order of the parts (rule 6): weekly hours, replaced by special days, then holidays and closures taken away.
"""

from dataclasses import dataclass
from datetime import date

DAY_MINUTES = 1440

type Interval = tuple[int, int]
"""(start, end) in minutes, 0 <= start < 1440 and start < end <= start + 1440."""

type Dated = tuple[tuple[date, tuple[Interval, ...]], ...]
"""Local dates, ascending, each with its intervals."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """One zone's hours; always made by `notation.read`, which validates."""

    zone: str
    weekly: tuple[tuple[Interval, ...], ...]
    holidays: tuple[date, ...] = ()
    annual_holidays: tuple[tuple[int, int], ...] = ()
    closures: Dated = ()
    special_days: Dated = ()
    holiday_names: tuple[tuple[str, str], ...] = ()

    def opens_on(self, day: date) -> tuple[Interval, ...]:
        """The intervals that start on a date, before holidays and closures are taken away."""
        return dict(self.special_days).get(day, self.weekly[day.weekday()])

    def years(self) -> tuple[int, ...]:
        """Years that finite dates add hours to; elsewhere only the weekly pattern opens anything."""
        return tuple(sorted({day.year for day, intervals in self.special_days if intervals}))


@dataclass(frozen=True, slots=True)
class Combination:
    """Several calendars as one: open while `need` of them are open at the same time."""

    kind: str
    members: tuple["Calendar | Combination", ...]

    @property
    def need(self) -> int:
        return len(self.members) if self.kind == "all" else 1

    def years(self) -> tuple[int, ...]:
        return tuple(sorted({year for member in self.members for year in member.years()}))


type Rule = Calendar | Combination


def calendars_of(rule: Rule) -> tuple[Calendar, ...]:
    """The single calendars inside a rule, in the order in which they were written."""
    if isinstance(rule, Calendar):
        return (rule,)
    return tuple(calendar for member in rule.members for calendar in calendars_of(member))
