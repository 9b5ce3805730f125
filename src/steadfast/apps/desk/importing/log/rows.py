"""The rows of a log, each checked and turned into values; the first fault ends the reading, or bad rows are noted."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from steadfast.apps.desk.importing.log.bad import BadRows
from steadfast.apps.desk.importing.log.cut import Cut
from steadfast.apps.imports.mapping import Mapping, Standing
from steadfast.apps.imports.mapping import columns as used
from steadfast.apps.imports.reading import Table, open_table


class Row(NamedTuple):
    """What one row says. `line`: where in the file it begins; `mark` tells it from every other row of its ticket."""

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
    title: str | None = None
    first_response_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    mark: bytes = b""


CONSTANT = ("impact", "urgency", "priority", "team", "owner", "channel", "category", "subcategory", "contact")


def rows(path: Path, mapping: Mapping, cut: Cut, bad: BadRows | None = None) -> Iterator[Row]:
    """Yield every row of the file in its order, those after the cut too; Fault names row, column and value.

    Where `bad` is given a bad row is noted there and passed over.

    Where a row is an event, final values are checked and not told: a replay must not know them yet.
    """
    yield from _rows(open_table(path, mapping.file), mapping, cut, bad)


def _rows(table: Table, mapping: Mapping, cut: Cut, bad: BadRows | None) -> Iterator[Row]:
    columns = used.columns(table, mapping, cut.instant)
    events = mapping.tickets.rows == "events"
    hidden = {*mapping.tickets.final, "registered_at", *(("resolved_at", "closed_at") if events else ())}
    blank: list[Any] = [mapping.defaults.get(field) if field in CONSTANT else None for field in Row._fields]
    told = [(Row._fields.index(name), column) for name, column in columns.items() if name not in hidden]
    checked = [column for name, column in columns.items() if name in hidden]
    places = sorted({column.place for column in columns.values()})
    mark = Row._fields.index("mark")
    for line, texts in table.rows:
        values = blank.copy()
        values[0] = line
        try:
            for place, column in told:
                values[place] = column.cells[texts[column.place]]
            for column in checked:
                column.cells[texts[column.place]]
        except ValueError:
            wrong = used.fault(texts, line, list(columns.values()))
            if bad is None:
                raise wrong from None
            bad.add(wrong, _key(columns["key"], texts))
            continue
        values[mark] = "\x1f".join([texts[place] for place in places]).encode()
        yield Row._make(values)


def _key(column: used.Column, texts: Sequence[str]) -> str | None:
    try:
        return str(column.cells[texts[column.place]])
    except ValueError:
        return None


def digest(marks: list[bytes]) -> str:
    """Return what tells these rows of a ticket from any others, in 32 characters."""
    return hashlib.blake2b(b"\x1e".join(marks), digest_size=16).hexdigest()
