"""Months of figures as an address says them: one (`month`), or from one to another (`from`, `to`), each 2026-11."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from steadfast.domain import language
from steadfast.domain.language import say


class BadSelection(ValueError):
    """The address asks for something that figures cannot be chosen by; the message names it."""


@dataclass(frozen=True, slots=True)
class Months:
    """First days of the first and of the last month; None leaves that end open."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def one(cls, month: date) -> "Months":
        return cls(month, month)

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Months":
        """Return the months that the address says, or raise BadSelection."""
        one = parse(query.get("month", ""))
        if one is not None:
            return cls.one(one)
        found = cls(parse(query.get("from", "")), parse(query.get("to", "")))
        if found.first and found.last and found.first > found.last:
            raise BadSelection(
                say("from %(first)s lies after to %(last)s", first=f"{found.first:%Y-%m}", last=f"{found.last:%Y-%m}")
            )
        return found

    def parts(self) -> dict[str, str]:
        """Return the parts of the address."""
        if self.first is not None and self.first == self.last:
            return {"month": f"{self.first:%Y-%m}"}
        ends = {"from": self.first, "to": self.last}
        return {name: f"{month:%Y-%m}" for name, month in ends.items() if month is not None}

    def where(self, column: str) -> Q:
        """Return the condition that a column of first days lies in these months."""
        if self.first is not None and self.first == self.last:
            return Q(**{column: self.first})
        wanted = {f"{column}__gte": self.first, f"{column}__lte": self.last}
        return Q(**{name: month for name, month in wanted.items() if month is not None})

    def __contains__(self, month: date) -> bool:
        return (self.first is None or month >= self.first) and (self.last is None or month <= self.last)

    def __str__(self) -> str:
        """Return the months in words: "November 2026", "March to June 2026", "since March 2026"; "" for all."""
        first, last = self.first, self.last
        if first is None or last is None:
            return _open_ended(first, last)
        ends = language.month_in_full(last)
        if first == last:
            return ends
        begins = language.month_name(first) if first.year == last.year else language.month_in_full(first)
        return say("%(first)s to %(last)s", first=begins, last=ends)


def _open_ended(first: date | None, last: date | None) -> str:
    if first:
        return say("since %(month)s", month=language.month_in_full(first))
    return say("until %(month)s", month=language.month_in_full(last)) if last else ""


EVER = Months()
YEARS = range(1900, 2200)  # in which working time is counted


def parse(text: str) -> date | None:
    """Return the first day of a month such as 2026-11, None for no text, or raise BadSelection."""
    if not text:
        return None
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise BadSelection(say("%(text)s is not a month such as 2026-11", text=repr(text[:40]))) from None
    if found.year not in YEARS:
        raise BadSelection(
            say(
                "%(text)s lies outside the years %(years)s to %(years_)s",
                text=f"{text!r}",
                years=YEARS[0],
                years_=YEARS[-1],
            )
        )
    return found
