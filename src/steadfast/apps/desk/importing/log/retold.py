"""What the events of a ticket have told of its source so far, as rows of a log, so that a newer export can go on.

Names of people and titles stand in events as digests; nothing that follows hangs on them, so they stay unknown.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from steadfast.apps.desk.importing.log.fold import WATCHED
from steadfast.apps.desk.importing.log.history import Changes, SourceRow
from steadfast.apps.desk.importing.log.rows import Row
from steadfast.apps.imports.mapping import Standing
from steadfast.domain.commitment import instants
from steadfast.foundation.models import Event

ROW, GREW, UNDONE = "ticket.source_row", "ticket.source_grew", "ticket.source_undone"
SEALED = ("contact", "title", "by")
FIELDS = tuple(field for field, _ in WATCHED if field not in SEALED)


class Told(NamedTuple):
    """One event: kind, instant and data; itself for what stands in it sealed."""

    kind: str
    at: datetime
    data: Mapping[str, Any]
    event: Event | None = None


def rows_told(events: Sequence[Told]) -> list[Told]:
    """Return the rows that hold: those of an import that was undone are gone."""
    rows: list[Told] = []
    places: dict[int, int] = {}
    for event in events:
        if event.kind == ROW:
            rows.append(event)
        elif event.kind == GREW:
            places[event.data["batch"]] = len(rows)
        elif event.kind == UNDONE:
            del rows[places[event.data["batch"]] :]
    return rows


def begins(told: Sequence[Told], rows: Sequence[SourceRow]) -> bool:
    """Tell whether a history begins with exactly what was told."""
    return len(told) <= len(rows) and all(_same(*pair) for pair in zip(told, rows, strict=False))


def rebuilt(told: Sequence[Told], key: str, opened_at: datetime, people: Mapping[int, str]) -> list[Row]:
    """Return what was told as rows of the log, each with all that held at its instant."""
    row = Row(0, key, opened_at, opened_at, Standing("new"), 2, 2, "P3")
    found = []
    for event in told:
        data = event.data
        facts = {name: _value(name, data[name], people) for name in FIELDS if name in data}
        if "state" in data:
            facts["state"] = Standing(data["state"], data.get("waits_for", ""))
        said = data.get("said_at")
        row = row._replace(
            line=data["row"], at=instants.parse(said) if said else event.at, activity=data.get("activity"), **facts
        )
        found.append(row)
    return found


def _value(name: str, value: Any, people: Mapping[int, str]) -> Any:
    if name == "owner":
        return people.get(value)
    return instants.parse(value) if name == "first_response_at" and value else value


def _same(event: Told, row: SourceRow) -> bool:
    said = event.data.get("said_at")
    at = instants.parse(said) if said else event.at
    return at == (row.said_at or row.at) and _plain(event.data) == _changed(row.changes)


def _changed(changes: Changes) -> dict[str, Any]:
    return _plain({name: instants.text(value) if isinstance(value, datetime) else value for name, value in changes})


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what can be compared: an owner was matched to somebody of ours, so only that one was named counts."""
    left = {name: value for name, value in data.items() if name not in (*SEALED, "row", "said_at", "aside", "owner")}
    return left | ({"owner": data["owner"] is not None} if "owner" in data else {})
