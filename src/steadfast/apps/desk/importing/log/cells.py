"""Cells: the text in one column turned into its value, once for every different text.

A log repeats itself (51,000 different instants in 400,000 cells), so each column remembers what it has read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from steadfast.apps.desk.importing.log.cut import Cut
from steadfast.apps.desk.importing.mapping import mapping as kinds

LONGEST = {"team": 100, "owner": 100, "key": 100, "channel": 32, "category": 100, "subcategory": 100}
LONGEST_NAME = 200  # as the tables, both
YEARS = range(1970, 2101)
EXAMPLE = datetime(2016, 2, 29, 13, 5, tzinfo=UTC)  # shows people how a date is written


class Cells(dict[str, Any]):
    """The values of one column by their text. ValueError, in words, for a text that is none."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Any:
        value = self[text] = self._read(text)
        return value


@dataclass(frozen=True, slots=True)
class Readers:
    """Makes the reader of each column of a mapping."""

    mapping: kinds.Mapping
    cut: Cut

    def cells(self, field: str) -> Cells:
        """Return the cells of a field; missing values are None unless every row needs one."""
        read = self._reader(field)
        null, needed = self.mapping.null, field in kinds.FILLED

        def value(text: str) -> Any:
            if text == null or not text.strip():
                if needed:
                    raise ValueError("is empty, but every row needs it")
                return None
            return read(text)

        return Cells(value)

    def _reader(self, field: str) -> Callable[[str], Any]:
        if field in kinds.TIMES:
            return self._instant
        if field in kinds.CODES:
            table = getattr(self.mapping, "states" if field == "state" else field)
            return lambda text: _known(text, table)
        if field in kinds.NUMBERS:
            return _count
        most, ours = LONGEST.get(field, LONGEST_NAME), self.mapping.names.get(field, str)
        return lambda text: _name(ours(text), most)

    def _instant(self, text: str) -> datetime:
        try:
            said = datetime.strptime(text.strip(), self.mapping.date_format)  # noqa: DTZ007 - the mapping names the zone
        except ValueError:
            raise ValueError(f"is not a date like {EXAMPLE.strftime(self.mapping.date_format)}") from None
        if said.year not in YEARS:
            raise ValueError(f"is not between {YEARS.start} and {YEARS.stop - 1}")
        zone = ZoneInfo(self.mapping.zone)
        return self.cut.instant(said if said.tzinfo is None else said.astimezone(zone).replace(tzinfo=None), zone)


def _known(text: str, table: Mapping[str, Any]) -> Any:
    if text not in table:
        raise ValueError(f"is unknown; known are {', '.join(table)}")
    return table[text]


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise ValueError("is not a count from 0 to 9999")
    return int(text)


def _name(text: str, most: int) -> str:
    if "\x00" in text:
        raise ValueError("holds a NUL character")
    name = " ".join(text.split())
    if len(name) > most:
        raise ValueError(f"is longer than {most} characters")
    return name
