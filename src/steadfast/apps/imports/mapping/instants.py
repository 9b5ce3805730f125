"""Dates of one column: read by the first format that fits, and from then on by that one alone.

A column that was exported in two formats cannot be told apart day by day (3/4 or 4/3?), so it is refused at the row
where it changes, rather than guessed.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from steadfast.apps.imports.mapping.mapping import Dates

YEARS = range(1970, 2101)
EXAMPLE = datetime(2016, 2, 29, 13, 5, tzinfo=UTC)  # shows people how a date is written
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Instants:
    """The reader of one column of dates; it remembers which format the column keeps to."""

    def __init__(self, dates: Dates, *, typed: bool, moved: Callable[[datetime, ZoneInfo], datetime]) -> None:
        self._formats = (*(("iso",) if typed and "iso" not in dates.formats else ()), *dates.formats)
        self._zone, self._moved = ZoneInfo(dates.zone), moved
        self._shown = dates.formats[0]
        self._kept = ""

    def reader(self, reads: str) -> Callable[[str], Any]:
        """Return the function that reads an "instant" or a "day"."""
        return self.instant if reads == "instant" else self.day

    def instant(self, text: str) -> datetime:
        """Return the moment that a text says (UTC): by its own offset, else in the zone of the mapping."""
        return self._moved(self._local(text), self._zone)

    def day(self, text: str) -> date:
        """Return the day that a text says, in the zone of the mapping."""
        return self._local(text).date()

    def _local(self, text: str) -> datetime:
        said = self._said(text.strip())
        if said.year not in YEARS:
            raise ValueError(f"is not between {YEARS.start} and {YEARS.stop - 1}")
        return said if said.tzinfo is None else said.astimezone(self._zone).replace(tzinfo=None)

    def _said(self, text: str) -> datetime:
        kept = self._kept
        if kept and (said := parsed(text, kept)) is not None:
            return said
        fits = next(((form, said) for form in self._formats if (said := parsed(text, form)) is not None), None)
        if fits is None:
            raise ValueError(f"is not a date like {example(kept or self._shown)}")
        if kept:
            raise ValueError(
                f"is not a date like {example(kept)}, as those before it; a column must keep to one format"
            )
        self._kept, said = fits
        return said


def parsed(text: str, form: str) -> datetime | None:
    """Return what a text says by one format, or None where it does not fit."""
    try:
        if form == "iso":
            return datetime.fromisoformat(text)
        if form in ("epoch", "epoch ms"):
            return EPOCH + timedelta(**{"seconds" if form == "epoch" else "milliseconds": float(text)})
        return datetime.strptime(text, form)  # noqa: DTZ007 - the mapping names the zone
    except (ValueError, OverflowError):
        return None


def example(form: str) -> str:
    """Return a date as it is written in a format."""
    if form == "iso":
        return EXAMPLE.isoformat()
    if form in ("epoch", "epoch ms"):
        return str(int(EXAMPLE.timestamp()) * (1 if form == "epoch" else 1000))
    return EXAMPLE.strftime(form)
