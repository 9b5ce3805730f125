"""JSON lines: one object a line. What lies inside another is named by dots (`fields.status.name`); a list stays JSON.

Which keys there are is known at the end of the file alone, so it is read twice.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.reading import limits, separated
from steadfast.apps.imports.reading.table import Form, Rows, Table

DEEPEST = 20


def table(path: Path, form: Form, head: bytes) -> Table:
    """Return a file of JSON lines as a table."""
    encoding = form.encoding or separated.encoding_of(head)
    columns: dict[str, None] = {}
    for _, cells in _records(path, encoding):
        columns |= dict.fromkeys(cells)
        limits.check_columns(len(columns))
    if not columns:
        raise Fault("the file is empty")
    return Table(tuple(columns), _rows(path, encoding, tuple(columns)), form)


def _rows(path: Path, encoding: str, columns: tuple[str, ...]) -> Rows:
    for row, cells in _records(path, encoding):
        yield row, [cells.get(name, "") for name in columns]


def _records(path: Path, encoding: str) -> Iterator[tuple[int, dict[str, str]]]:
    count = 0
    for row, line in enumerate(separated.lines(path, encoding), 1):
        if line.strip():
            count += 1
            limits.check_rows(count, row)
            yield row, dict(_flat("", _object(line, row), row))


def _object(line: str, row: int) -> dict[str, Any]:
    try:
        found = json.loads(line, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise Fault(f"is no JSON with one object a line: {error}", row=row) from None
    if not isinstance(found, dict):
        raise Fault(f"is a {type(found).__name__}; JSON lines are one object a line", row=row)
    return found


def _flat(before: str, found: dict[str, Any], row: int) -> Iterator[tuple[str, str]]:
    if before.count(".") > DEEPEST:
        raise Fault(f"is nested deeper than {DEEPEST} times", row=row)
    for key, value in found.items():
        if isinstance(value, dict):
            yield from _flat(f"{before}{key}.", value, row)
        else:
            yield before + key, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
