"""The rows of a table by the fields of a mapping: of clients, contacts, sites, devices, agreements and messages."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.mapping import columns
from steadfast.apps.imports.mapping.mapping import Mapping
from steadfast.apps.imports.reading import Table


class Record(NamedTuple):
    """One row: its number, its values by field, and a fault for each cell that cannot be read.

    A field that the file does not state, or states wrongly, is not among the values.
    """

    row: int
    values: dict[str, Any]
    wrong: tuple[Fault, ...] = ()


def records(table: Table, mapping: Mapping) -> Iterator[Record]:
    """Yield every row; the second of two rows with one key is wrong. Fault when the file as a whole cannot be read."""
    used = columns.columns(table, mapping)
    constant = {name: value for name, value in mapping.defaults.items() if name not in used}
    seen: dict[Any, int] = {}
    row = 0
    for row, texts in table.rows:
        values, wrong = dict(constant), []
        for name, column in used.items():
            try:
                values[name] = column.cells[texts[column.place]]
            except ValueError as error:
                wrong.append(Fault(str(error), row=row, column=column.source, value=texts[column.place]))
        key = values.get("key")
        if key is not None and seen.setdefault(key, row) != row:
            wrong.append(Fault(f"stands in row {seen[key]} already", row=row, column=used["key"].source, value=key))
        yield Record(row, values, tuple(wrong))
    if not row:
        raise Fault("the file has a header but no rows")
