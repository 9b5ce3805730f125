"""Cells: the text in one column turned into its value, once for every different text.

A log repeats itself (51,000 different instants in 400,000 cells), so each column remembers what it has read.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from steadfast.apps.imports.mapping import fields
from steadfast.apps.imports.mapping.instants import Instants
from steadfast.apps.imports.mapping.mapping import Mapping

type Read = Callable[[str], Any]
type Moved = Callable[[datetime, ZoneInfo], datetime]
YES, NO = ("true", "yes", "1", "y"), ("false", "no", "0", "n")
REMEMBERED = 200_000  # texts of one column; a column of free text must not fill the memory
SHORT = 300  # characters; a longer text hardly comes again
ELSE = "*"


def unmoved(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) of a local time."""
    return local.replace(tzinfo=zone).astimezone(UTC)


class Cells(dict[str, Any]):
    """The values of one column by their text. ValueError, in words, for a text that is none."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Any:
        value = self._read(text)
        if len(self) < REMEMBERED and len(text) <= SHORT:
            self[text] = value
        return value


def cells(mapping: Mapping, field: fields.Field, *, typed: bool = False, moved: Moved = unmoved) -> Cells:
    """Return the cells of a field. A missing value is its default, else None unless every row needs one.

    `typed`: dates may come in ISO form besides the formats of the mapping. `moved` makes an instant of a local time.
    """
    read, null = _reader(mapping, field, typed=typed, moved=moved), mapping.null
    default = None if field.late else mapping.defaults.get(field.name)

    def value(text: str) -> Any:
        if text in null or not text.strip():
            if default is None and field.filled:
                raise ValueError("is empty, but every row needs it")
            return default
        return read(text)

    return Cells(value)


def _reader(mapping: Mapping, field: fields.Field, *, typed: bool, moved: Moved) -> Read:
    if field.name == "state" and mapping.kind == "tickets":
        return lambda text: _known(text, mapping.tickets.states)
    if field.name in mapping.values:
        table = mapping.values[field.name]
        return lambda text: _known(text, table)
    if field.reads in ("instant", "day"):
        return Instants(mapping.dates, typed=typed, moved=moved).reader(field.reads)
    return READERS[field.reads](mapping, field)


def _known(text: str, table: Any) -> Any:
    """Return what a word means here. Spaces around it and the case of its letters may differ."""
    if text in table:
        return table[text]
    bare = text.strip().casefold()
    for theirs, ours in table.items():
        if theirs.strip().casefold() == bare:
            return ours
    if ELSE in table:
        return table[ELSE]
    raise ValueError(f"is unknown; known are {', '.join(table)[:500]}")


def _code(mapping: Mapping, field: fields.Field) -> Read:
    words = {str(word): word for word in field.words}
    return (lambda text: _known(text, words)) if words else _name(mapping, field)


def _count(mapping: Mapping, field: fields.Field) -> Read:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 5):
            raise ValueError("is not a count from 0 to 9999")
        return int(text)

    return read


def _number(mapping: Mapping, field: fields.Field) -> Read:
    def read(text: str) -> Decimal:
        try:
            found = Decimal(text.strip().replace(" ", ""))
        except InvalidOperation:
            raise ValueError("is not a number like 1234.50") from None
        if not found.is_finite() or abs(found) >= 10**15:
            raise ValueError("is not a number like 1234.50")
        return found

    return read


def _flag(mapping: Mapping, field: fields.Field) -> Read:
    return lambda text: _known(text, dict.fromkeys(YES, True) | dict.fromkeys(NO, False))


def _name(mapping: Mapping, field: fields.Field) -> Read:
    ours: Read = mapping.names.get(field.name, str)
    return lambda text: _short(" ".join(ours(text).split()), field.longest)


def _text(mapping: Mapping, field: fields.Field) -> Read:
    return lambda text: _short(text.strip().replace("\r\n", "\n"), field.longest)


def _short(text: str, most: int) -> str:
    if "\x00" in text:
        raise ValueError("holds a NUL character")
    if len(text) > most:
        raise ValueError(f"is longer than {most} characters")
    return text


READERS: dict[str, Callable[[Mapping, fields.Field], Read]] = {
    "code": _code,
    "count": _count,
    "number": _number,
    "flag": _flag,
    "name": _name,
    "text": _text,
}
