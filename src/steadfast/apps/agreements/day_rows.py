"""Days unlike the week, as rows that are typed: a holiday, once or every year, a closure of some hours, other hours.

A row without a date and a name is empty and counts for nothing. Every mistake is kept on its row, by field.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from steadfast.apps.agreements import hours_text
from steadfast.domain.language import known, say

KINDS = (
    ("holiday", known("holiday")),
    ("annual", known("holiday every year")),
    ("closed", known("closed for some hours")),
    ("open", known("other hours")),
)
FIELDS = ("what", "date", "hours", "name", "origin")
WITH_HOURS = ("closed", "open")
MOST = 600
LONGEST_NAME = 100

type Body = dict[str, Any]


@dataclass(slots=True)
class Row:
    """One row as it was typed; `errors` by field."""

    what: str = "holiday"
    date: str = ""
    hours: str = ""
    name: str = ""
    origin: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.date or self.name or self.hours)

    @property
    def day(self) -> datetime.date | None:
        """Return the date, None where it is none."""
        try:
            return datetime.date.fromisoformat(self.date) if len(self.date) == len("2026-12-25") else None
        except ValueError:
            return None


def typed(data: Mapping[str, Any]) -> list[Row]:
    """Return the rows of a form that was sent; those beyond the most that a calendar takes are left out."""
    count = data.get("days", "0")
    number = int(count) if count.isascii() and count.isdigit() and len(count) < 5 else 0
    rows = [_typed(data, place) for place in range(min(number, MOST))]
    return [row for row in rows if not row.is_empty]


def _typed(data: Mapping[str, Any], place: int) -> Row:
    said = (str(data.get(f"day-{place}-{field}", "")) for field in FIELDS)
    what, day, hours, name, origin = (words.strip() for words in said)
    return Row(what, day, hours, name, origin)


def of_body(body: Mapping[str, Any], origins: Mapping[str, str], since: datetime.date) -> list[Row]:
    """Return the rows of a calendar's body from a day on, by date; what is kept every year comes first."""
    names = body.get("holiday_names", {})
    rows = [_annual(day, names.get(day, ""), since) for day in body.get("annual_holidays", ())]
    rows += [Row("holiday", day, "", names.get(day, ""), origins.get(day, "")) for day in body.get("holidays", ())]
    for what, part in (("closed", "closures"), ("open", "special_days")):
        for day, spans in body.get(part, {}).items():
            rows.append(Row(what, day, hours_text.write(spans), names.get(day, ""), origins.get(day, "")))
    ahead = [row for row in rows if row.what == "annual" or row.date >= since.isoformat()]
    return sorted(ahead, key=lambda row: (row.what != "annual", row.date))


def written(rows: Iterable[Row]) -> Body:
    """Return the parts of a body that the rows make, leaving the mistakes on the rows."""
    body: Body = {"holidays": [], "annual_holidays": [], "closures": {}, "special_days": {}, "holiday_names": {}}
    seen: set[tuple[str, str]] = set()
    for row in rows:
        _check(row, seen)
        if not row.errors:
            _put(body, row)
    return body


def is_yearly(row: Row, yearly: Collection[str]) -> bool:
    """Whether a holiday, once or every year, falls on one of the days ("12-25") that are one every year anyway."""
    return row.what in ("holiday", "annual") and row.date[5:] in yearly


def origins(rows: Iterable[Row]) -> dict[str, str]:
    """Return where dates were taken from, by date."""
    return {row.date: row.origin[:100] for row in rows if row.origin and not row.errors}


def before(body: Mapping[str, Any], since: datetime.date) -> Body:
    """Return the dates of a body before a day: the form does not show them, and they stay."""
    names = body.get("holiday_names", {})
    dated = {part: {d: s for d, s in body.get(part, {}).items() if d < since.isoformat()} for part in PARTS}
    past = [day for day in body.get("holidays", ()) if day < since.isoformat()]
    kept = {day: name for day, name in names.items() if len(day) > len("12-25") and day < since.isoformat()}
    return {"holidays": past, **dated, "holiday_names": kept}


PARTS = ("closures", "special_days")


def _annual(day: str, name: str, since: datetime.date) -> Row:
    """Return the row of what comes every year, dated on its next day; 29 February has one in a leap year."""
    years = (since.year + ahead for ahead in range(9))
    dates = (f"{year}-{day}" for year in years)
    return Row("annual", next(one for one in dates if Row(date=one).day is not None), "", name)


def _check(row: Row, seen: set[tuple[str, str]]) -> None:
    day = row.day
    if row.what not in dict(KINDS):
        row.errors["what"] = say("Choose what it is.")
    if day is None:
        row.errors["date"] = say("Write the date as 2026-12-25.")
    if len(row.name) > LONGEST_NAME:
        row.errors["name"] = say("At most %(longest_name)s characters.", longest_name=LONGEST_NAME)
    key = (row.what, row.date[5:] if row.what == "annual" else row.date)
    if day is not None and key in seen:
        row.errors["date"] = say("This date stands here twice; keep one row.")
    seen.add(key)
    for problem in _hours(row):
        row.errors["hours"] = problem


def _hours(row: Row) -> Iterator[str]:
    if row.what not in WITH_HOURS:
        return
    try:
        spans = hours_text.read(row.hours)
    except hours_text.HoursTextError as error:
        yield str(error)
        return
    if not spans and row.what == "closed":
        yield say("Write the hours that are closed, or make it a holiday.")


def _put(body: Body, row: Row) -> None:
    if row.what == "holiday":
        body["holidays"].append(row.date)
    elif row.what == "annual":
        body["annual_holidays"].append(row.date[5:])
    else:
        part = "closures" if row.what == "closed" else "special_days"
        body[part][row.date] = hours_text.read(row.hours)
    if row.name:
        body["holiday_names"][row.date[5:] if row.what == "annual" else row.date] = row.name
