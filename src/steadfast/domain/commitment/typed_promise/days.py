"""A day: today, tomorrow, Friday, next Tue, 3 Dec, Dec 3rd 2026, 2026-12-03, Friday 27 Nov.

"Friday" is the next one, on a Friday still today; "next Friday" is that of the week after this one.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from steadfast.domain import language
from steadfast.domain.commitment.typed_promise.tokens import Tokens, word
from steadfast.domain.language import say

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
SHORT = {"tues": 1, "thur": 3, "thurs": 3}
NEAR = {"today": 0, "tomorrow": 1}
FAR_AHEAD = 300  # days: a date without a year that lies so far ahead has just passed

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?", re.ASCII)
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)


class DayError(ValueError):
    """A day that there is not, or that nobody can mean; the message says which."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it was named. `ahead`: days from today; a `weekday`, of next week or not; or day, month, maybe year."""

    ahead: int | None = None
    weekday: int | None = None
    next_week: bool = False
    day: int = 0
    month: int = 0
    year: int | None = None

    @property
    def is_plain_weekday(self) -> bool:
        """Whether only a weekday was named, which today may still be."""
        return self.weekday is not None and not self.month and not self.next_week

    def on(self, today: date) -> date:
        """Return the date that is meant today; DayError for one that there is not."""
        if self.ahead is not None:
            return today + timedelta(days=self.ahead)
        if self.month:
            return self._dated(today)
        assert self.weekday is not None
        if self.next_week:
            return today + timedelta(days=7 - today.weekday() + self.weekday)
        return today + timedelta(days=(self.weekday - today.weekday()) % 7)

    def _dated(self, today: date) -> date:
        name = language.short_day(self.day, self.month)
        try:
            found = date(self.year or today.year, self.month, self.day)
            if self.year is None and found < today:
                found = date(today.year + 1, self.month, self.day)
        except ValueError as error:
            raise DayError(
                say("%(name)s %(year)s is no day of the calendar.", name=name, year=self.year or today.year)
            ) from error
        if self.year is None and (found - today).days > FAR_AHEAD:
            raise DayError(say("%(name)s has passed; write the year if you mean the next one.", name=name))
        if self.weekday is not None and found.weekday() != self.weekday:
            day, weekday = language.day_of_year(found), language.weekday(found)
            raise DayError(say("%(day)s is a %(weekday)s.", day=day, weekday=weekday))
        return found


def day_at(words: Tokens, place: int) -> tuple[Day, int] | None:
    """Return the day that is named at a place and the place after it."""
    text = word(words, place)
    if text in NEAR:
        return Day(ahead=NEAR[text]), place + 1
    after = ["day", "after", "tomorrow"]
    start = place + (text == "the")
    if [word(words, start + step) for step in range(3)] == after:
        return Day(ahead=2), start + 3
    if text in ("this", "next", "coming") and (weekday := _weekday(word(words, place + 1))) is not None:
        return Day(weekday=weekday, next_week=text == "next"), place + 2
    weekday = _weekday(text)
    if weekday is None:
        return _date_at(words, place)
    dated = _date_at(words, place + 1 + (word(words, place + 1) == "the"))
    if dated is None:
        return Day(weekday=weekday), place + 1
    found, end = dated
    return Day(weekday=weekday, day=found.day, month=found.month, year=found.year), end


def is_weekday(text: str) -> bool:
    """Tell whether a word names a day of the week."""
    return _weekday(text) is not None


def _date_at(words: Tokens, place: int) -> tuple[Day, int] | None:
    first, second = word(words, place), word(words, place + 1)
    if iso := _ISO.fullmatch(first):
        if not 1 <= int(iso[2]) <= 12:
            return None
        return Day(day=int(iso[3]), month=int(iso[2]), year=int(iso[1])), place + 1
    after = place + 2
    if second == "of":
        second, after = word(words, place + 2), place + 3
    if (day := _DAY.fullmatch(first)) and (month := _month(second)):
        return _with_year(words, after, int(day[1]), month)
    if (month := _month(first)) and (day := _DAY.fullmatch(second)):
        return _with_year(words, place + 2, int(day[1]), month)
    return None


def _with_year(words: Tokens, place: int, day: int, month: int) -> tuple[Day, int]:
    year = word(words, place)
    if _YEAR.fullmatch(year):
        return Day(day=day, month=month, year=int(year)), place + 1
    return Day(day=day, month=month), place


def _weekday(text: str) -> int | None:
    if text in SHORT:
        return SHORT[text]
    return next((n for n, name in enumerate(WEEKDAYS) if text in (name, name[:3])), None)


def _month(text: str) -> int | None:
    if text == "sept":
        return 9
    return next((n for n, name in enumerate(MONTHS, 1) if text in (name, name[:3])), None)
