"""The rows of a log, each checked and turned into values; the first fault ends the reading."""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from steadfast.apps.desk.importing.log.cells import Cells, Readers
from steadfast.apps.desk.importing.log.cut import Cut
from steadfast.apps.desk.importing.log.fault import Fault
from steadfast.apps.desk.importing.log.lines import LONGEST_LINE, lines
from steadfast.apps.desk.importing.mapping.mapping import Mapping, Standing


class Reader(Protocol):
    """A csv.reader, whose own type has no public name."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


class Row(NamedTuple):
    """What one row says, but for the fields that a replay must not know yet. `line`: where in the file it begins."""

    line: int
    key: str
    at: datetime
    opened_at: datetime | None
    state: Standing
    impact: int
    urgency: int
    priority: str
    kept: bool | None = None
    reopened: int | None = None
    reassigned: int | None = None
    client: str | None = None
    contact: str | None = None
    team: str | None = None
    owner: str | None = None
    by: str | None = None
    activity: str | None = None
    channel: str | None = None
    category: str | None = None
    subcategory: str | None = None
    symptom: str | None = None


class Column(NamedTuple):
    """One column that the mapping uses: where it stands, what it is called there, and its values."""

    place: int
    source: str
    cells: Cells


def rows(path: Path, mapping: Mapping, cut: Cut) -> Iterator[Row]:
    """Yield every row of the file in its order, those after the cut too; Fault names row, column and value."""
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(lines(path, mapping.encoding), delimiter=mapping.delimiter, strict=True)
    try:
        yield from _rows(reader, mapping, cut)
    except csv.Error as error:
        raise Fault(f"is not a row of separated values: {error}", row=reader.line_num) from None


def _rows(reader: Reader, mapping: Mapping, cut: Cut) -> Iterator[Row]:
    header = next(reader, None)
    if not header:
        raise Fault("the file is empty")
    kept, checked = _columns(header, mapping, cut)
    blank: list[object] = [None] * len(Row._fields)
    places = [(Row._fields.index(field), column) for field, column in kept.items()]
    line = reader.line_num + 1
    for texts in reader:
        if texts:
            try:
                if len(texts) != len(header):
                    raise IndexError
                values = blank.copy()
                values[0] = line
                for place, column in places:
                    values[place] = column.cells[texts[column.place]]
                for column in checked:
                    column.cells[texts[column.place]]
            except (ValueError, IndexError):
                raise _fault(texts, line, header, [*kept.values(), *checked]) from None
            yield Row._make(values)
        line = reader.line_num + 1


def _columns(header: Sequence[str], mapping: Mapping, cut: Cut) -> tuple[dict[str, Column], list[Column]]:
    """Return the columns that make a row, and those that are only checked."""
    readers, kept, checked = Readers(mapping, cut), {}, []
    for field, source in mapping.columns.items():
        if header.count(source) != 1:
            said = "is missing" if source not in header else "stands there twice"
            raise Fault(f"{said}; the file has {', '.join(header)[:500]}", row=1, column=source)
        column = Column(header.index(source), source, readers.cells(field))
        if field in Row._fields and field not in mapping.final:
            kept[field] = column
        else:
            checked.append(column)
    return kept, checked


def _fault(texts: Sequence[str], line: int, header: Sequence[str], columns: Sequence[Column]) -> Fault:
    """Say which cell was wrong. Only run once, so that the way without faults stays short."""
    if len(texts) != len(header):
        return Fault(f"has {len(texts)} values; the header has {len(header)}", row=line)
    for column in sorted(columns):
        try:
            column.cells[texts[column.place]]
        except ValueError as error:
            return Fault(str(error), row=line, column=column.source, value=texts[column.place])
    raise AssertionError("no cell of the row is wrong")
