"""The columns of a table that a mapping uses: where each field of ours stands, and the cells of its column."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.mapping import fields
from steadfast.apps.imports.mapping.cells import Cells, Moved, cells, unmoved
from steadfast.apps.imports.mapping.mapping import Mapping
from steadfast.apps.imports.mapping.section import meant
from steadfast.apps.imports.reading import Table

STEPS = ("at", "state")  # every event has them; a whole ticket may leave them open


class Column(NamedTuple):
    """One column that the mapping uses: where it stands, what it is called there, and its values."""

    place: int
    source: str
    cells: Cells


def columns(table: Table, mapping: Mapping, moved: Moved = unmoved) -> dict[str, Column]:
    """Return the column of each field. Fault when the file has not all of them."""
    found = {}
    _check_all_there(table, mapping)
    for name, sources in mapping.columns.items():
        place = table.place(sources)
        if place is None:
            continue
        field = fields.field(mapping.kind, name)
        if field is None:
            raise LookupError(f"{mapping.kind} have no field {name}")
        if name in STEPS and mapping.tickets.rows == "tickets":
            field = replace(field, filled=False)
        values = cells(mapping, field, typed=table.typed, moved=moved)
        found[name] = Column(place, table.columns[place], values)
    return found


def _check_all_there(table: Table, mapping: Mapping) -> None:
    """Refuse a file that has not all of the columns, and name those that it lacks all at once."""
    needed = [sources for name, sources in mapping.columns.items() if name not in mapping.optional]
    lacking = [sources for sources in needed if table.place(sources) is None]
    if not lacking:
        return
    if len(lacking) == 1:
        near = meant(lacking[0][0], table.columns)
        raise Fault(f"is missing; the file has {table.listed()}{near}", row=1, column=" or ".join(lacking[0]))
    names = ", ".join(" or ".join(sources) for sources in lacking)
    raise Fault(f"{len(lacking)} columns are missing: {names}; the file has {table.listed()}", row=1)


def fault(texts: Sequence[str], row: int, found: Sequence[Column]) -> Fault:
    """Say which cell was wrong. Only run once, so that the way without faults stays short."""
    for column in sorted(found):
        try:
            column.cells[texts[column.place]]
        except ValueError as error:
            return Fault(str(error), row=row, column=column.source, value=texts[column.place])
    raise AssertionError("no cell of the row is wrong")
